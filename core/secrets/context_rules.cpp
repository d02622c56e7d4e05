#include "secrets/redaction_rules.h"
#include "secrets/secret_values.h"

#include <QString>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kLongestName = 128;

bool isNameCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'-';
}

bool isTokenCharacter(QChar c)
{
    return isNameCharacter(c) || QStringView(u".~+/=").contains(c);
}

/// Lower case without separators: `API-Key`, `api_key` and `apiKey` become one.
QString compactName(QStringView name)
{
    QString compact;
    compact.reserve(name.size());
    for (const QChar c : name) {
        if (c != u'_' && c != u'-') {
            compact.append(c.toLower());
        }
    }
    return compact;
}

constexpr std::array kRubyEndings{"_token"_L1, "_key"_L1, "_secret"_L1, "_pass"_L1, "_credentials"_L1, "_key_base"_L1};

/// Whether a setting of Ruby's (`gitlab_rails['x_token'] = 'y'`, `'x_key' => 'y'`) is a credential by its name's end.
/// Paths, addresses and numbers are none.
bool isRubySecret(QStringView text, qsizetype nameEnd, const SecretValue &value)
{
    const qsizetype quote = quoteLength(text, nameEnd);
    const bool isIndex = quote > 0 && nameEnd + quote < text.size() && text[nameEnd + quote] == u']';
    const QStringView between = text.sliced(nameEnd, value.begin - nameEnd);
    const QStringView secret = text.sliced(value.begin, value.end - value.begin);
    return value.isQuoted && (isIndex || between.contains(u"=>")) && !secret.startsWith(u'/') &&
           !secret.contains(u"://") && !secret.contains(u' ') &&
           std::any_of(secret.begin(), secret.end(), [](QChar c) { return c.isLetter(); });
}

bool isRubySecretName(QStringView name)
{
    return std::any_of(kRubyEndings.begin(), kRubyEndings.end(), [name](QLatin1StringView ending) {
        return name.endsWith(ending, Qt::CaseInsensitive) && !name.endsWith("public_key"_L1, Qt::CaseInsensitive);
    });
}

qsizetype endOfToken(QStringView text, qsizetype at)
{
    while (at < text.size() && isTokenCharacter(text[at])) {
        ++at;
    }
    return at;
}

qsizetype endOfLine(QStringView text, qsizetype at)
{
    while (at < text.size() && !isLineEnd(text[at]) && text[at] != u'"') {
        ++at;
    }
    return at;
}

// Each of these is called behind a name, and returns how far it has read.

/// `Authorization: Bearer x`, `"authorization": "Basic x"`, `Proxy-Authorization: x`.
qsizetype readAuthorization(QStringView text, qsizetype at, SecretSpans &found)
{
    qsizetype begin = at;
    if (readSeparator(text, begin, false) == NameSeparator::None) {
        return at;
    }
    begin += quoteLength(text, begin);
    for (const QLatin1StringView scheme : {"bearer "_L1, "basic "_L1, "token "_L1, "negotiate "_L1, "digest "_L1}) {
        if (text.sliced(begin).startsWith(scheme, Qt::CaseInsensitive)) {
            begin = skipBlanks(text, begin + scheme.size());
            break;
        }
    }
    const qsizetype end = endOfToken(text, begin);
    if (!isNoSecret(text.sliced(begin, end - begin))) {
        found.push_back({begin, end, "authorization"_L1});
    }
    return end;
}

/// `Bearer x` anywhere else, where x looks like a token and not like a word of a sentence.
qsizetype readBearer(QStringView text, qsizetype at, SecretSpans &found)
{
    constexpr qsizetype kShortest = 8;
    constexpr qsizetype kLongerThanWords = 28;
    const qsizetype begin = skipBlanks(text, at);
    const qsizetype end = endOfToken(text, begin);
    const QStringView secret = text.sliced(begin, end - begin);
    const bool isParameter = end < text.size() && text[end] == u'"' && secret.endsWith(u'='); // realm="..."
    if (begin > at && !isParameter && secret.size() >= kShortest &&
        (hasDigit(secret) || secret.size() >= kLongerThanWords)) {
        found.push_back({begin, end, "bearer token"_L1});
        return end;
    }
    return begin;
}

/// All values of `Cookie:`.
qsizetype readCookies(QStringView text, qsizetype at, SecretSpans &found)
{
    if (at >= text.size() || text[at] != u':') {
        return at;
    }
    const qsizetype begin = skipBlanks(text, at + 1);
    const qsizetype end = endOfLine(text, begin);
    if (end > begin && text[begin] != u'[') {
        found.push_back({begin, end, "cookie"_L1});
    }
    return end;
}

/// The value of the first pair of `Set-Cookie:`; the attributes stay.
qsizetype readSetCookie(QStringView text, qsizetype at, SecretSpans &found)
{
    if (at >= text.size() || text[at] != u':') {
        return at;
    }
    const qsizetype lineEnd = endOfLine(text, at);
    const QStringView line = text.sliced(at, lineEnd - at);
    const qsizetype equals = line.indexOf(u'=');
    if (equals < 0) {
        return lineEnd;
    }
    const qsizetype semicolon = line.indexOf(u';', equals);
    const qsizetype begin = at + equals + 1;
    const qsizetype end = semicolon < 0 ? lineEnd : at + semicolon;
    if (end > begin && text[begin] != u'[') {
        found.push_back({begin, end, "cookie"_L1});
    }
    return lineEnd;
}

struct HeaderRule {
    QLatin1StringView name;
    qsizetype (*read)(QStringView text, qsizetype at, SecretSpans &found);
};

constexpr std::array kHeaders{
    HeaderRule{"authorization"_L1, readAuthorization},
    HeaderRule{"proxy-authorization"_L1, readAuthorization},
    HeaderRule{"bearer"_L1, readBearer},
    HeaderRule{"cookie"_L1, readCookies},
    HeaderRule{"set-cookie"_L1, readSetCookie},
};

const HeaderRule *headerNamed(QStringView name)
{
    for (const HeaderRule &header : kHeaders) {
        if (name.size() == header.name.size() && name.compare(header.name, Qt::CaseInsensitive) == 0) {
            return &header;
        }
    }
    return nullptr;
}

/// `proxy_set_header X-Api-Key x;` of nginx.
bool isHeaderOfProxy(QStringView before)
{
    constexpr qsizetype kLongest = 40;
    const QStringView near = before.last(std::min(before.size(), kLongest)).trimmed();
    return near.endsWith("_set_header"_L1) || near.endsWith("add_header"_L1) || near.endsWith("_pass_header"_L1);
}

/// One name after the other, and what follows those that mean something.
void findNamed(QStringView text, SecretSpans &found)
{
    qsizetype at = 0;
    qsizetype valueReadUntil = 0; // names within a value that was no credential do not read it again
    while (at < text.size()) {
        if (!isNameCharacter(text[at])) {
            ++at;
            continue;
        }
        const qsizetype begin = at;
        while (at < text.size() && isNameCharacter(text[at])) {
            ++at;
        }
        const QStringView name = text.sliced(begin, at - begin);
        if (name.size() > kLongestName) {
            continue;
        }
        if (const HeaderRule *header = headerNamed(name)) {
            at = std::max(at, header->read(text, at, found));
            continue;
        }
        const bool isSurelySecret = isSecretName(name);
        const bool isPlainToken = !isSurelySecret && name.compare("token"_L1, Qt::CaseInsensitive) == 0;
        const bool isMaybeRuby = !isSurelySecret && !isPlainToken && isRubySecretName(name);
        if (at < valueReadUntil || !(isPlainToken || isSurelySecret || isMaybeRuby)) {
            continue;
        }
        const qsizetype nameEnd = at;
        qsizetype valueAt = at;
        const bool isOption = name.startsWith("--"_L1) || isHeaderOfProxy(text.first(begin));
        const NameSeparator separator = readSeparator(text, valueAt, isOption);
        if (separator == NameSeparator::None || valueAt >= text.size()) {
            continue;
        }
        const SecretValue value = readValue(text, valueAt);
        const QStringView secret = text.sliced(value.begin, value.end - value.begin);
        // `Invalid password: try again` is prose.
        const bool isProse = separator == NameSeparator::Colon && !value.isQuoted && !value.isAloneOnLine;
        const bool isCredential =
            isSurelySecret || (isPlainToken && looksRandom(secret)) || isRubySecret(text, nameEnd, value);
        if (!isProse && !isNoSecret(secret) && isCredential) {
            found.push_back({value.begin, value.end, "secret value"_L1});
            at = std::max(at, value.end);
        } else {
            valueReadUntil = value.end;
        }
    }
}

bool isPort(QStringView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar c) { return c.isDigit() || QStringView(u".,;)]").contains(c); });
}

/// The password of `scheme://user:password@host`.
void findUrlPasswords(QStringView text, SecretSpans &found)
{
    static constexpr QStringView kAuthorityEnds = u"/?#\"'<>\\";
    constexpr qsizetype kLongestAuthority = 1024;
    qsizetype at = 0;
    while ((at = text.indexOf("://"_L1, at)) >= 0) {
        at += 3;
        qsizetype end = at;
        qsizetype colon = -1;
        qsizetype atSign = -1;
        const qsizetype limit = std::min(text.size(), at + kLongestAuthority);
        for (; end < limit && !text[end].isSpace() && !kAuthorityEnds.contains(text[end]); ++end) {
            if (text[end] == u':' && colon < 0) {
                colon = end;
            } else if (text[end] == u'@') {
                atSign = end;
            }
        }
        if (colon >= 0 && atSign > colon + 1 && !isNoSecret(text.sliced(colon + 1, atSign - colon - 1))) {
            found.push_back({colon + 1, atSign, "password"_L1});
        } else if (colon >= 0 && atSign < 0 && end == text.size() && !isPort(text.sliced(colon + 1))) {
            found.push_back({colon + 1, end, "password"_L1}); // cut before its host
        }
        at = std::max(at, end);
    }
}

constexpr std::array kRules{
    RedactionRule{"passwords in urls"_L1, findUrlPasswords},
    RedactionRule{"values behind names"_L1, findNamed},
};

} // namespace

std::span<const RedactionRule> contextRules()
{
    return kRules;
}

bool isSecretName(QStringView name)
{
    static constexpr std::array kSuffixes{
        "password"_L1,      "passwd"_L1,        "passphrase"_L1,        "apikey"_L1,          "modelkey"_L1,
        "secret"_L1,        "secretkey"_L1,     "secretaccesskey"_L1,   "privatekey"_L1,      "signingkey"_L1,
        "validationkey"_L1, "encryptionkey"_L1, "masterkey"_L1,         "subscriptionkey"_L1, "accesstoken"_L1,
        "refreshtoken"_L1,  "idtoken"_L1,       "privatetoken"_L1,      "authtoken"_L1,       "apitoken"_L1,
        "bearertoken"_L1,   "deploytoken"_L1,   "jobtoken"_L1,          "runnertoken"_L1,     "registrationtoken"_L1,
        "sessiontoken"_L1,  "csrftoken"_L1,     "authenticitytoken"_L1, "securitytoken"_L1,   "statictoken"_L1,
        "gitlabtoken"_L1,   "hftoken"_L1,       "secretkeybase"_L1,     "dbkeybase"_L1};
    constexpr qsizetype kShortest = 5;
    if (name.size() < kShortest) {
        return false;
    }
    if (name.compare("AWS_BEARER_TOKEN_BEDROCK"_L1, Qt::CaseInsensitive) == 0) {
        return true; // the one credential whose name says so in its middle
    }
    // Most words end otherwise, and every word of a text comes through here.
    if (!"deytnDEYTN"_L1.contains(name.back())) {
        return false;
    }
    const bool isVariable = std::none_of(name.begin(), name.end(), [](QChar c) { return c >= u'a' && c <= u'z'; });
    if (isVariable && (name.endsWith("_TOKEN"_L1) || name.endsWith("-TOKEN"_L1) || name.endsWith("_KEY"_L1))) {
        return !name.endsWith("PUBLIC_KEY"_L1);
    }
    const QString compact = compactName(name);
    return std::any_of(kSuffixes.begin(), kSuffixes.end(),
                       [&compact](QLatin1StringView suffix) { return compact.endsWith(suffix); });
}

} // namespace duodoctor
