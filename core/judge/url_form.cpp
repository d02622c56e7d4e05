#include "judge/url_form.h"

#include <QRegularExpression>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxUrlChars = 2000;
constexpr int kMaxPort = 65535;

/// Letters of any script, digits and what host names and addresses are made of.
bool isHostName(QStringView host)
{
    static const QRegularExpression name(uR"(^[\p{L}\p{N}]([\p{L}\p{N}_.-]*[\p{L}\p{N}.])?$)"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression address(uR"(^\[[0-9A-Fa-f:.%a-z]+\]$)"_s);
    return (name.match(host).hasMatch() && !host.contains(".."_L1)) || address.match(host).hasMatch();
}

/// A port as digits, or none.
std::optional<int> readPort(QStringView text)
{
    const bool isNumber = !text.isEmpty() && text.size() <= 5 &&
                          std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
    const int port = isNumber ? text.toInt() : 0;
    return port >= 1 && port <= kMaxPort ? std::optional{port} : std::nullopt;
}

struct Authority {
    QStringView host;
    QStringView port;
    bool hasPort = false;
};

Authority splitAuthority(QStringView authority)
{
    const qsizetype at = authority.lastIndexOf(u'@');
    authority = authority.sliced(at + 1);
    const qsizetype bracket = authority.lastIndexOf(u']');
    const qsizetype colon = authority.indexOf(u':', qMax<qsizetype>(bracket, 0));
    if (colon < 0) {
        return {authority, {}, false};
    }
    return {authority.first(colon), authority.sliced(colon + 1), true};
}

UrlForm refused(UrlProblem problem, const QString &suggestion = {})
{
    UrlForm form;
    form.problem = problem;
    form.suggestion = suggestion;
    return form;
}

bool hasWhitespace(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.isSpace() || c.category() == QChar::Other_Control; });
}

UrlForm parseUrl(const QString &text)
{
    if (text.isEmpty()) {
        return refused(UrlProblem::Empty);
    }
    if (text.size() > kMaxUrlChars) {
        return refused(UrlProblem::Malformed);
    }
    if (hasWhitespace(text)) {
        QString joined = text;
        joined.removeIf([](QChar c) { return c.isSpace(); });
        const bool isAround = text.trimmed() == joined;
        return refused(UrlProblem::Whitespace, isAround ? joined : QString{});
    }
    static const QRegularExpression shape(uR"(^([A-Za-z][A-Za-z0-9+.-]*):(/*)(.*)$)"_s);
    const auto match = shape.match(text);
    const QString scheme = match.captured(1).toLower();
    const QString slashes = match.captured(2);
    const bool isHttp = scheme == "http"_L1 || scheme == "https"_L1;
    if (!match.hasMatch() || (slashes.size() < 2 && !isHttp)) {
        QString rest = text;
        while (rest.startsWith(u'/')) {
            rest.remove(0, 1);
        }
        return refused(UrlProblem::MissingScheme, u"https://"_s + rest);
    }
    if (!isHttp) {
        return refused(UrlProblem::UnknownScheme);
    }
    if (slashes.size() != 2) {
        return refused(UrlProblem::Malformed, scheme + "://"_L1 + match.captured(3));
    }
    const QString rest = match.captured(3);
    const qsizetype end = rest.indexOf(QRegularExpression(u"[/?#]"_s));
    const Authority authority = splitAuthority(QStringView(rest).first(end < 0 ? rest.size() : end));
    if (authority.host.isEmpty()) {
        return refused(UrlProblem::MissingHost);
    }
    if (!isHostName(authority.host)) {
        return refused(UrlProblem::BadHost);
    }
    if (authority.hasPort && !readPort(authority.port)) {
        return refused(UrlProblem::BadPort);
    }
    QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()) {
        return refused(UrlProblem::Malformed);
    }
    url.setUserInfo({});
    QString path = url.path();
    while (path.endsWith(u'/')) {
        path.chop(1);
    }
    url.setPath(path);
    UrlForm form;
    form.url = url;
    return form;
}

} // namespace

UrlForm readUrl(const QString &text)
{
    UrlForm form = parseUrl(text);
    // A guess is only worth telling when it would be accepted.
    if (!form.suggestion.isEmpty() && !parseUrl(form.suggestion).isValid()) {
        form.suggestion.clear();
    }
    return form;
}

QString wordsFor(UrlProblem problem)
{
    switch (problem) {
    case UrlProblem::None:
        return {};
    case UrlProblem::Empty:
        return u"nothing is given"_s;
    case UrlProblem::Whitespace:
        return u"it contains a space or a line break"_s;
    case UrlProblem::MissingScheme:
        return u"no http:// or https:// in front"_s;
    case UrlProblem::UnknownScheme:
        return u"the scheme is neither http nor https"_s;
    case UrlProblem::MissingHost:
        return u"no host name"_s;
    case UrlProblem::BadHost:
        return u"the host name has characters that no host name may have"_s;
    case UrlProblem::BadPort:
        return u"the port is not a number from 1 to 65535"_s;
    case UrlProblem::Malformed:
        return u"it cannot be read as a URL"_s;
    }
    return {};
}

bool isThisMachine(const QString &host)
{
    QString name = host.toLower();
    if (name.startsWith(u'[') && name.endsWith(u']')) {
        name = name.sliced(1, name.size() - 2);
    }
    static const QRegularExpression loopback(uR"(^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$)"_s);
    static const QStringList names{u"localhost"_s, u"localhost."_s, u"localhost.localdomain"_s, u"0.0.0.0"_s,
                                   u"::"_s,        u"::1"_s,        u"0:0:0:0:0:0:0:1"_s,       u"ip6-localhost"_s};
    return names.contains(name) || loopback.match(name).hasMatch();
}

QUrl withPath(const QUrl &url, const QString &path)
{
    QUrl joined = url;
    joined.setQuery(QString{});
    joined.setFragment(QString{});
    QString base = joined.path();
    while (base.endsWith(u'/')) {
        base.chop(1);
    }
    joined.setPath(base + path);
    return joined.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment);
}

int effectivePort(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

bool isSameAuthority(const QUrl &a, const QUrl &b)
{
    return a.host().compare(b.host(), Qt::CaseInsensitive) == 0 && effectivePort(a) == effectivePort(b);
}

std::optional<HostAndPort> readHostAndPort(const QString &text)
{
    if (text.size() > kMaxUrlChars || hasWhitespace(text) || text.contains(u'/') || text.contains(u'@')) {
        return std::nullopt;
    }
    const Authority authority = splitAuthority(text);
    const std::optional<int> port = readPort(authority.port);
    if (!authority.hasPort || !port || !isHostName(authority.host)) {
        return std::nullopt;
    }
    QString host = authority.host.toString();
    if (host.startsWith(u'[')) {
        host = host.sliced(1, host.size() - 2);
    }
    return HostAndPort{host, *port};
}

} // namespace duodoctor
