#include "recognise/form_marks.h"

#include "recognise/form_json.h"

#include <QRegularExpression>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMostText = 512 * 1024;
constexpr qsizetype kMostLines = 20'000;

} // namespace

FormText::FormText(const QString &whole)
    : text(whole.first(std::min(whole.size(), kMostText)))
{
    const auto all = QStringView(text).split(u'\n');
    for (const QStringView line : all) {
        if (lines.size() < kMostLines && !line.trimmed().isEmpty()) {
            lines << line.toString();
        }
    }
    constexpr qsizetype kMostCompact = 64 * 1024;
    compact = text.first(std::min(text.size(), kMostCompact)).remove(u'\n');
    json = jsonIn(text);
}

int FormText::countStarts(QLatin1StringView start) const
{
    return static_cast<int>(std::ranges::count_if(
        lines, [start](const QString &line) { return QStringView(line).trimmed().startsWith(start); }));
}

int FormText::countMarks(std::initializer_list<QLatin1StringView> marks) const
{
    return static_cast<int>(std::ranges::count_if(marks, [this](QLatin1StringView mark) { return has(mark); }));
}

int marksOfRake(const FormText &form)
{
    const int titles = form.countMarks(
        {"GitLab Duo Self-Hosted Setup Verification"_L1, "gitlab:duo:verify_self_hosted_setup"_L1,
         "help you debug issues with your self-h"_L1, "Verifying AI Gateway URL configuration"_L1,
         "Collecting system information..."_L1, "Verifying license access to code suggestions"_L1,
         "Checking AI Gateway accessibility"_L1, "Checking self-hosted model configuration"_L1,
         "Checking transport-level connectivity"_L1, "Testing request flow to configured models"_L1,
         "DIAGNOSTIC SUMMARY (sanitize"_L1, "Cannot access AI Gateway. Possible causes"_L1,
         "Checking Duo Workflow Service connectivity"_L1, "Checking feature settings and model assignments"_L1,
         "has no access to code suggestions, debugging cause"_L1, "AI Gateway server is accessible"_L1,
         "Agent Platform WebSocket connectivity"_L1, "AI Gateway URL configured:"_L1});
    const int aborted = form.countMarks({"rake aborted!"_L1, "Don't know how to build task"_L1});
    return titles > 0 ? std::min(97, 70 + 10 * titles) : aborted * 35;
}

int marksOfTroubleshoot(const FormText &form)
{
    const int titles = form.countMarks(
        {"Testing environment variables"_L1, "Testing if AI Gateway is running"_L1,
         "Testing if GitLab API is accessible"_L1, "Testing if the Customer Portal"_L1,
         "Testing if Duo Workflow Service is accessible"_L1, "model is accessible for Code Generation"_L1,
         "troubleshoot_selfhosted_installation"_L1, ">> Env variables are set correctly"_L1,
         ">> AI Gateway is up and running"_L1, "troubleshoot: error:"_L1, "usage: troubleshoot"_L1,
         "AI Gateway is not running. Restart the server"_L1, "AI Gateway is not running. Status code"_L1,
         ">> Failed to access the "_L1, ">> AIGW_GITLAB_URL is set to"_L1, ">> AIGW_CUSTOM_MODELS__ENABLED must"_L1,
         ">> Either AIGW_GITLAB_URL"_L1, ">> Failed to connect to GitLab"_L1});
    return titles > 0 ? std::min(98, 72 + 10 * titles) : 0;
}

int marksOfCurl(const FormText &form)
{
    const int strong = form.countStarts("*   Trying "_L1) + form.countStarts("* Connected to "_L1) +
                       form.countStarts("< HTTP/"_L1) + form.countStarts("* Could not resolve"_L1) +
                       form.countStarts("* Closing connection"_L1) + form.countStarts("* Empty reply"_L1) +
                       form.countStarts("* SSL "_L1) + form.countStarts("* TLSv1"_L1) + form.countStarts("* ALPN"_L1) +
                       form.countStarts("* connect to "_L1) + form.countStarts("* Failed to connect"_L1) +
                       form.countStarts("* Connection #"_L1) + form.countStarts("* Host "_L1) +
                       form.countStarts("* Trying "_L1);
    static const QRegularExpression request(uR"((?:^|\n)> [A-Z]{3,7} \S{1,2000} HTTP/)"_s);
    static const QRegularExpression exitCode(uR"((?:^|\n|\s)curl: ?\(\d{1,3}\) )"_s);
    if (strong > 0 || request.match(form.text).hasMatch()) {
        return 96;
    }
    return exitCode.match(form.text).hasMatch() ? 90 : 0;
}

int marksOfOpenSsl(const FormText &form)
{
    const int marks = form.countMarks({"CONNECTED(0"_L1, "Verify return code:"_L1, "no peer certificate available"_L1,
                                       "SSL handshake has read"_L1, "verify error:num="_L1, "verify return:"_L1,
                                       "No client certificate CA names sent"_L1, "ALPN protocol:"_L1, "BIO_connect:"_L1,
                                       "connect:errno="_L1, "Certificate chain"_L1, "BIO_lookup_ex"_L1,
                                       "Server certificate"_L1, "SSL-Session:"_L1, "CONNECTION ESTABLISHED"_L1,
                                       "Peer certificate: "_L1, "Verification error: "_L1, "Verification: OK"_L1});
    const bool isCurl = form.text.contains("* "_L1) && marksOfCurl(form) > 90;
    return marks == 0 || isCurl ? 0 : std::min(97, 62 + 15 * marks);
}

int marksOfPem(const FormText &form)
{
    if (!form.text.contains("-----BEGIN "_L1)) {
        return 0;
    }
    const bool holdsCertificate =
        form.text.contains("CERTIFICATE-----"_L1) || form.text.contains("-----BEGIN PKCS7"_L1);
    const bool beginsSo = form.lines.constFirst().startsWith("-----BEGIN "_L1);
    return holdsCertificate ? (beginsSo ? 92 : 60) : (beginsSo ? 70 : 0);
}

int marksOfStatus(const FormText &form)
{
    static const QRegularExpression bare(
        uR"(^(?:HTTP/[\d.]{1,3} |http[_ -]?(?:code|status)?\s?[:=]?\s?|status(?:[_ ]code)?\s?[:=]?\s?|(?:HTTP )?code\s?[:=]?\s?)?(?:[1-5]\d\d|000)(?: [A-Za-z][A-Za-z'-]{0,24}){0,4}[%.]?$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    constexpr qsizetype kMostLinesOfStatus = 2;
    if (form.lines.isEmpty()) {
        return 0;
    }
    const bool isBare =
        form.lines.size() <= kMostLinesOfStatus && std::ranges::all_of(form.lines, [](const QString &line) {
            return line.size() < 100 && bare.match(line.trimmed()).hasMatch();
        });
    if (isBare) {
        return 95;
    }
    return form.lines.constFirst().startsWith("HTTP/"_L1) ? 65 : 0; // the head of an answer
}

int marksOfMetrics(const FormText &form)
{
    const int marks = form.countStarts("# HELP "_L1) + form.countStarts("# TYPE "_L1);
    return marks >= 2 ? 95 : marks * 60;
}

int marksOfEnvironment(const FormText &form)
{
    static const QRegularExpression pair(uR"(^(?:export |\s*- )?"?[A-Za-z_][A-Za-z0-9_]{1,80}=)"_s);
    static const QRegularExpression known(
        uR"((?:^|\n)(?:export |declare -x )?(?:AIGW_|DUO_WORKFLOW_|REQUESTS_CA_BUNDLE|SSL_CERT_FILE|HF_HOME|PATH|HTTPS?_PROXY|NO_PROXY|https?_proxy|no_proxy|HOSTNAME|CLOUD_CONNECTOR_|ENABLE_DUO)[A-Z_0-9]{0,60}=)"_s);
    if (form.lines.isEmpty()) {
        return 0;
    }
    qsizetype counted = 0;
    qsizetype pairs = 0;
    bool inKey = false;
    for (const QString &line : form.lines) {
        if (line.contains("-----BEGIN "_L1)) {
            inKey = true;
        }
        const bool isPair = pair.match(line.first(std::min<qsizetype>(line.size(), 120))).hasMatch();
        pairs += isPair ? 1 : 0;
        counted += (isPair || !inKey) && !line.startsWith(u'#') ? 1 : 0;
        if (line.contains("-----END "_L1)) {
            inKey = false;
        }
    }
    const bool hasKnown = known.match(form.text).hasMatch();
    const double share = static_cast<double>(pairs) / static_cast<double>(std::max<qsizetype>(counted, 1));
    if (pairs == 0 || share < 0.5) {
        return 0;
    }
    return (hasKnown ? 60 : 30) + static_cast<int>(share * 30);
}

int marksOfErrorMessage(const FormText &form)
{
    static const QRegularExpression code(uR"(\b[AGM]\d{4}\b)"_s);
    constexpr qsizetype kLongest = 4000;
    if (form.lines.isEmpty() || form.text.size() > kLongest || form.json) {
        return 0;
    }
    static const QRegularExpression nginx(uR"(\[(?:error|emerg|alert|crit|warn)\] \d{1,9}#\d{1,9}: )"_s);
    if (nginx.match(form.compact).hasMatch()) {
        return 70; // lines of a proxy's own log
    }
    return code.match(form.compact).hasMatch() ? 75 : 15;
}

} // namespace duodoctor
