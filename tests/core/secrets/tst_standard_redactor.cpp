#include "secrets/standard_redactor.h"

#include "secrets/redaction_rules.h"
#include "support/test_main.h"

#include <ctime>

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestStandardRedactor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void credentialIsRemoved_data();
    void credentialIsRemoved();
    void ordinaryTextStays_data();
    void ordinaryTextStays();
    void whatSurroundsACredentialStays_data();
    void whatSurroundsACredentialStays();
    void knownSecretIsRemovedInEveryForm_data();
    void knownSecretIsRemovedInEveryForm();
    void shortKnownSecretIsRemovedAsAWordOnly();
    void eachCredentialIsCounted();
    void redactedTextStaysAsItIs();
    void secretNamesAreKnownInEverySpelling();
    void hostileTextTakesLinearTime_data();
    void hostileTextTakesLinearTime();
};

void TestStandardRedactor::credentialIsRemoved_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("secret");
    const auto row = [](const char *name, const QString &text, const QString &secret) {
        QTest::newRow(name) << text << secret;
    };
    row("bearer header", u"Authorization: Bearer abcdef"_s, u"abcdef"_s);
    row("bearer header of curl -v", u"> authorization: bearer abc.def-123\r\n> Accept: */*"_s, u"abc.def-123"_s);
    row("header behind another name", u"token: Authorization: Bearer plainwords"_s, u"plainwords"_s);
    row("basic header", u"Authorization: Basic dXNlcjpwYXNz"_s, u"dXNlcjpwYXNz"_s);
    row("proxy header", u"Proxy-Authorization: Basic dXNlcjpwYXNz"_s, u"dXNlcjpwYXNz"_s);
    row("header in JSON", uR"({"authorization": "Bearer zzz999"})"_s, u"zzz999"_s);
    row("header in a curl command", u"curl -H 'Authorization: Bearer plainwords' x"_s, u"plainwords"_s);
    row("bearer in a sentence", u"sent Bearer 4f6c1d2b9a to it"_s, u"4f6c1d2b9a"_s);
    row("private token header", u"PRIVATE-TOKEN: abcdefgh"_s, u"abcdefgh"_s);
    row("api key header", u"x-api-key: k-1"_s, u"k-1"_s);
    row("cookie", u"Cookie: _gitlab_session=7c9f; theme=dark"_s, u"7c9f"_s);
    row("set-cookie", u"set-cookie: _gitlab_session=7c9f; path=/; secure"_s, u"7c9f"_s);
    row("query string", u"https://gitlab.example.com/api/v4/user?private_token=hunter&x=1"_s, u"hunter"_s);
    row("job token in a query", u"GET /a?job_token=hunter HTTP/1.1"_s, u"hunter"_s);
    row("password in a URL", u"http://proxyuser:hunter@proxy.example.com:3128"_s, u"hunter"_s);
    row("password with an at sign", u"http://u:hun@ter@proxy:3128/"_s, u"hun@ter"_s);
    row("JSON", uR"({"api_key":"hunter","n":1})"_s, u"hunter"_s);
    row("JSON with blanks", uR"({"api_key" : "hunter two"})"_s, u"hunter two"_s);
    row("JSON with an escaped quote", uR"({"password":"a\"hunter"})"_s, u"hunter"_s);
    row("JSON within a string", uR"("{\"api_key\":\"hunter\"}")"_s, u"hunter"_s);
    row("JSON that was cut", uR"({"model_api_key":"hunt)"_s, u"hunt"_s);
    row("camel case", uR"("apiKey": "hunter")"_s, u"hunter"_s);
    row("ruby hash", u":password => \"hunter\""_s, u"hunter"_s);
    row("environment", u"OPENAI_API_KEY=hunter\nHOME=/root"_s, u"hunter"_s);
    row("environment, any token", u"HUGGING_FACE_HUB_TOKEN=hunter"_s, u"hunter"_s);
    row("environment, signing key", u"AIGW_SELF_SIGNED_JWT__SIGNING_KEY=hunter"_s, u"hunter"_s);
    row("yaml", u"  password: hunter\n  user: me"_s, u"hunter"_s);
    row("option", u"vllm serve m --api-key hunter --port 8000"_s, u"hunter"_s);
    row("option with equals", u"vllm serve m --api-key=hunter"_s, u"hunter"_s);
    row("GitLab personal token", u"token glpat-AbCdEf1234567890abcd."_s, u"glpat-AbCdEf1234567890abcd"_s);
    row("GitLab routable token", u"glpat-AbCdEf1234567890abcd.01.0z1abcdef"_s, u"01.0z1abcdef"_s);
    row("GitLab deploy token", u"(gldt-AbCdEf1234567890)"_s, u"gldt-AbCdEf1234567890"_s);
    row("GitLab job token", u"glcbt-64_AbCdEf1234567890"_s, u"AbCdEf1234567890"_s);
    row("GitLab runner token", u"glrt-AbCdEf1234567890"_s, u"AbCdEf1234567890"_s);
    row("GitLab agent token", u"glagent-AbCdEf1234567890"_s, u"AbCdEf1234567890"_s);
    row("OpenAI key", u"Incorrect API key provided: sk-proj-AbCd1234EfGh5678."_s, u"sk-proj-AbCd1234EfGh5678"_s);
    row("Hugging Face token", u"hf_AbCdEfGhIjKlMnOpQrStUvWx12345678"_s, u"AbCdEfGhIjKl"_s);
    row("AWS key id", u"id AKIAIOSFODNN7EXAMPLE"_s, u"AKIAIOSFODNN7EXAMPLE"_s);
    row("Bedrock key", u"AWS_BEARER_TOKEN_BEDROCK=quux-5e1f"_s, u"quux-5e1f"_s);
    row("Bedrock key by its form", u"the key ABSKQmVkcm9ja0FQSUtleS1hYmNkZWYtMTIz is in use"_s,
        u"ABSKQmVkcm9ja0FQSUtleS1hYmNkZWYtMTIz"_s);
    row("AWS secret", u"AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG"_s, u"wJalrXUtnFEMI/K7MDENG"_s);
    row("JWT", u"got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl ok"_s, u"eyJzdWIiOiIxMjM0In0"_s);
    row("JWT without its signature", u"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0"_s, u"eyJzdWIiOiIxMjM0In0"_s);
    row("private key", u"-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----\n"_s, u"MIIEabc"_s);
    row("private key in JSON", uR"("-----BEGIN PRIVATE KEY-----\nMIIEabc\n-----END PRIVATE KEY-----\n")"_s,
        u"MIIEabc"_s);
    row("private key that was cut", u"-----BEGIN EC PRIVATE KEY-----\nMIIEabc\nMIIE"_s, u"MIIEabc"_s);
    row("plain token that looks random", uR"({"token": "3f9a7c1de55b08aa91"})"_s, u"3f9a7c1de55b08aa91"_s);
}

void TestStandardRedactor::credentialIsRemoved()
{
    QFETCH(QString, text);
    QFETCH(QString, secret);
    QVERIFY2(text.contains(secret), "the row is wrong");
    const Redaction result = StandardRedactor().redact(text);
    QVERIFY2(!result.text.contains(secret), qPrintable(result.text));
    QVERIFY2(result.text.contains("[redacted: "_L1), qPrintable(result.text));
    QCOMPARE_GE(result.removed, 1);
}

void TestStandardRedactor::ordinaryTextStays_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
    row("empty", {});
    row("commit", u"at 247ef1f0c5a1b7b9d3e4f5a6b7c8d9e0f1a2b3c4"_s);
    row("digest", u"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"_s);
    row("model names", u"custom_openai/Mistral-Small-3.2-24B-Instruct-2506, openai/gpt-oss-120b, sk-learn"_s);
    row("certificate",
        u"-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0B\n-----END CERTIFICATE-----"_s);
    row("public key", u"-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQ\n-----END PUBLIC KEY-----"_s);
    row("empty private key block", u"-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----"_s);
    row("usage", uR"({"usage":{"prompt_tokens":9,"completion_tokens":12,"total_tokens":21},"max_tokens":16})"_s);
    row("tokens of a model", uR"({"eos_token":"</s>","bos_token":"<s>","token":"Hello","logprob":-0.1})"_s);
    row("OIDC document",
        uR"({"token_endpoint":"https://gitlab.example.com/oauth/token","response_types_supported":["code","id_token"],"grant_types_supported":["password"],"token_endpoint_auth_methods_supported":["client_secret_basic"]})"_s);
    row("JWKS",
        uR"({"keys":[{"kty":"RSA","kid":"kewiQq9jiC84CvSsJYOB-N6A8WFLSV20Mb-y7IlWDSQ","e":"AQAB","n":"5HHvLZ0eyJ1bAvC9","use":"sig","alg":"RS256"}]})"_s);
    row("challenge", u"WWW-Authenticate: Bearer realm=\"https://auth.example.com/token\",service=\"registry\""_s);
    row("gateway without a token", uR"({"error":"No authorization header presented"})"_s);
    row("prose about bearers", u"Bearer authentication is required; a bearer token-based client"_s);
    row("prose about passwords", u"Invalid password: try again. The API key: see the manual"_s);
    row("placeholder header", u"-H \"Authorization: Bearer $MODEL_API_KEY\""_s);
    row("placeholder value", u"--api-key <key> OPENAI_API_KEY=$KEY password=**** secret=null"_s);
    row("file names", u"AIGW_FASTAPI__TLS__KEY_FILE=/etc/ssl/key.pem private_key_file: a.pem"_s);
    row("URL without a password", u"see https://user@gitlab.example.com:8443/a@b:c and http://[::1]:80/"_s);
    row("time and addresses", u"2026-11-21T10:00:00Z 10.0.0.1:5052 fe80::1"_s);
    row("uuid", u"correlation_id=01JD9XK3Q6T8 id 550e8400-e29b-41d4-a716-446655440000"_s);
    row("one JSON part", u"eyJhbGciOiJSUzI1NiJ9 and eyJ.com"_s);
    row("identifiers", u"hf_hub_download_with_retries ghp_ glpat- xai-1 AKIA"_s);
    row("umlauts", u"Schlüssel für 東京: größer"_s);
}

void TestStandardRedactor::ordinaryTextStays()
{
    QFETCH(QString, text);
    const Redaction result = StandardRedactor({SecretText("unrelated-secret"), SecretText("abc")}).redact(text);
    QCOMPARE(result.text, text);
    QCOMPARE(result.removed, 0);
}

void TestStandardRedactor::whatSurroundsACredentialStays_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("JSON stays JSON") << uR"({"api_key":"hunter","n":1})"_s
                                     << uR"({"api_key":"[redacted: secret value]","n":1})"_s;
    QTest::newRow("query") << u"/a?private_token=hunter&page=2#x"_s
                           << u"/a?private_token=[redacted: secret value]&page=2#x"_s;
    QTest::newRow("cookie attributes") << u"set-cookie: a=b; path=/; HttpOnly"_s
                                       << u"set-cookie: a=[redacted: cookie]; path=/; HttpOnly"_s;
    QTest::newRow("URL") << u"http://me:hunter@proxy:3128/x"_s << u"http://me:[redacted: password]@proxy:3128/x"_s;
    QTest::newRow("key block")
        << u"a\n-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\nb"_s
        << u"a\n-----BEGIN PRIVATE KEY-----[redacted: private key]-----END PRIVATE KEY-----\nb"_s;
    QTest::newRow("one rule inside another")
        << u"PRIVATE-TOKEN: glpat-AbCdEf1234567890abcd\nx"_s << u"PRIVATE-TOKEN: [redacted: gitlab token]\nx"_s;
}

void TestStandardRedactor::whatSurroundsACredentialStays()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(StandardRedactor().redact(text).text, expected);
}

void TestStandardRedactor::knownSecretIsRemovedInEveryForm_data()
{
    QTest::addColumn<QString>("text");
    const QByteArray secret = "pa/ss wörd+\"7";
    QTest::newRow("plain") << u"x%1y"_s.arg(QString::fromUtf8(secret));
    QTest::newRow("base64") << QString::fromLatin1(secret.toBase64());
    QTest::newRow("base64 of user and password") << QString::fromLatin1(("admin:" + secret).toBase64());
    QTest::newRow("base64 of a longer text") << QString::fromLatin1(("ab" + secret + "cd").toBase64());
    QTest::newRow("base64url") << QString::fromLatin1(("a" + secret).toBase64(QByteArray::Base64UrlEncoding));
    QTest::newRow("percent") << QString::fromLatin1(secret.toPercentEncoding());
    QTest::newRow("percent in lower case") << QString::fromLatin1(secret.toPercentEncoding())
                                                  .replace("%2F"_L1, "%2f"_L1)
                                                  .replace("%C3%B6"_L1, "%c3%b6"_L1)
                                                  .replace("%2B"_L1, "%2b"_L1);
    QTest::newRow("form") << QString::fromLatin1(secret.toPercentEncoding()).replace("%20"_L1, "+"_L1);
    QTest::newRow("JSON") << u"{\"q\":\"pa/ss wörd+\\\"7\"}"_s;
    QTest::newRow("bytes read one by one") << QString::fromLatin1(secret);
}

void TestStandardRedactor::knownSecretIsRemovedInEveryForm()
{
    QFETCH(QString, text);
    const Redaction result = StandardRedactor({SecretText("pa/ss wörd+\"7")}).redact(text);
    QVERIFY2(result.text.contains("[redacted: known secret]"_L1), qPrintable(result.text));
    QCOMPARE(result.removed, 1);
}

void TestStandardRedactor::shortKnownSecretIsRemovedAsAWordOnly()
{
    const StandardRedactor redactor({SecretText("test")});
    QCOMPARE(redactor.redact(u"the latest contest"_s).removed, 0);
    QCOMPARE(redactor.redact(u"key test given"_s).text, u"key [redacted: known secret] given"_s);
}

void TestStandardRedactor::eachCredentialIsCounted()
{
    const QString text = u"Authorization: Bearer aaa111\nPRIVATE-TOKEN: bbb\n{\"password\":\"ccc\"}"_s;
    QCOMPARE(StandardRedactor().redact(text).removed, 3);
}

void TestStandardRedactor::redactedTextStaysAsItIs()
{
    const StandardRedactor redactor({SecretText("hunter2hunter2")});
    const QString text = u"Authorization: Bearer hunter2hunter2\nset-cookie: a=b; path=/\nCookie: c=d\nAPI_KEY=x1\n"
                         "http://u:p@h/ glpat-AbCdEf1234567890abcd \"secret\": \"y\"\n"
                         "-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----"_s;
    const QString once = redactor.redact(text).text;
    QCOMPARE(redactor.redact(once).text, once);
}

void TestStandardRedactor::secretNamesAreKnownInEverySpelling()
{
    for (const QString &name : {u"api_key"_s, u"API-Key"_s, u"apiKey"_s, u"MISTRAL_API_KEY"_s, u"HF_TOKEN"_s,
                                u"x-api-key"_s, u"clientSecret"_s, u"PGPASSWORD"_s, u"secret_key_base"_s}) {
        QVERIFY2(isSecretName(name), qPrintable(name));
    }
    for (const QString &name : {u"max_tokens"_s, u"eos_token"_s, u"key"_s, u"PUBLIC_KEY"_s, u"token_endpoint"_s,
                                u"KEY_FILE"_s, u"keyboard"_s, u"secretary"_s}) {
        QVERIFY2(!isSecretName(name), qPrintable(name));
    }
}

void TestStandardRedactor::hostileTextTakesLinearTime_data()
{
    QTest::addColumn<QString>("unit");
    for (const char *unit : {"sk-",
                             "eyJ.",
                             "eyJ-",
                             "eyJabcdefgh.",
                             "bearer ",
                             "Bearer",
                             "authorization: ",
                             "cookie:",
                             "set-cookie:",
                             "://",
                             "://a:",
                             "://a:@",
                             "-----BEGIN ",
                             "-----BEGIN PRIVATE KEY-----",
                             "password=",
                             "password:",
                             "password: ",
                             "\"secret\":\"",
                             "secret=\\",
                             "glpat-",
                             "glpat-.",
                             "AKIA",
                             "a",
                             "=",
                             " ",
                             "\n",
                             "token: a1",
                             "--api-key ",
                             "{\"password\":",
                             "\\\"secret\\\":\\\"",
                             "ABCD_KEY ",
                             "secret:a b "}) {
        QTest::newRow(unit) << QString::fromLatin1(unit);
    }
}

void TestStandardRedactor::hostileTextTakesLinearTime()
{
    QFETCH(QString, unit);
    constexpr qsizetype kMebi = 1024 * 1024;
    const QString text = unit.repeated(kMebi / unit.size());
    const StandardRedactor redactor({SecretText("a-known-secret"), SecretText("sk-known-1234567890")});
    // Processor time: a machine under load is slow for everybody. What is not linear would take minutes.
    const std::clock_t start = std::clock();
    redactor.redact(text);
    const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
    QVERIFY2(seconds < 30, qPrintable(u"%1 s"_s.arg(seconds)));
}

DUODOCTOR_TEST_MAIN(TestStandardRedactor)
#include "tst_standard_redactor.moc"
