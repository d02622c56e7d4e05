#include "ui/deployment_hints.h"

#include "deployment/gitlab_version.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Gives tr() a context of its own outside of a class.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(DeploymentHints)
};

FieldHint note(const QString &sentence)
{
    return {FieldHint::Level::Note, sentence};
}

FieldHint problem(const QString &sentence)
{
    return {FieldHint::Level::Problem, sentence};
}

/// What holds for every URL; none when it can be meant.
FieldHint hintForUrl(const QString &text)
{
    if (text.trimmed().isEmpty()) {
        return {};
    }
    static const QRegularExpression userInfo(u"^[A-Za-z][A-Za-z0-9+.-]*://[^/?#@]*@"_s);
    if (userInfo.match(text).hasMatch()) {
        return problem(Words::tr("Take the user and password before the @ away: a deployment holds no secrets."));
    }
    if (!text.contains("://"_L1)) {
        return note(Words::tr("Begin with https:// or http://."));
    }
    if (text.contains(QRegularExpression(u"\\s"_s))) {
        return note(Words::tr("There is a blank in this URL."));
    }
    return {};
}

} // namespace

FieldHint hintForServiceUrl(const QString &text)
{
    const FieldHint general = hintForUrl(text);
    if (general.level != FieldHint::Level::None) {
        return general;
    }
    const QUrl url(text);
    if (url.path().size() > 1) {
        return note(Words::tr("Give the address without a path: “%1” is added by the programs that use it.")
                        .arg(url.path().left(40)));
    }
    if (url.host() == "localhost"_L1 || url.host().startsWith("127."_L1)) {
        return note(Words::tr("Other hosts and containers cannot reach localhost."));
    }
    return {};
}

FieldHint hintForModelEndpoint(const QString &text)
{
    const FieldHint general = hintForUrl(text);
    if (general.level != FieldHint::Level::None || text.trimmed().isEmpty()) {
        return general;
    }
    if (text.endsWith("/chat/completions"_L1)) {
        return note(Words::tr("Stop before /chat/completions, at /v1."));
    }
    if (!QUrl(text).path().contains("/v1"_L1)) {
        return note(Words::tr("Servers that speak the OpenAI protocol usually want /v1 at the end."));
    }
    return {};
}

FieldHint hintForModelIdentifier(const QString &text)
{
    if (text.trimmed().isEmpty() || text.contains(u'/')) {
        return {};
    }
    return note(
        Words::tr("GitLab expects a provider in front, such as custom_openai/%1.").arg(text.trimmed().left(40)));
}

FieldHint hintForGitLabVersion(const QString &text)
{
    if (text.trimmed().isEmpty() || GitLabVersion::parse(text.trimmed())) {
        return {};
    }
    return problem(Words::tr("Write the version as 18.2 or 18.2.1; GitLab shows it under Help."));
}

FieldHint hintForAgentPlatform(const QString &text)
{
    if (text.trimmed().isEmpty()) {
        return {};
    }
    if (text.contains("://"_L1)) {
        return note(Words::tr("Write host and port without a scheme, such as aigw.example.com:50052."));
    }
    static const QRegularExpression port(u":\\d{1,5}$"_s);
    return port.match(text.trimmed()).hasMatch() ? FieldHint{} : note(Words::tr("Add the port, usually 50052."));
}

FieldHint hintForProxy(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool isProxy = url.isValid() && url.scheme() == "http"_L1 && !url.host().isEmpty() && url.port() > 0;
    return isProxy ? FieldHint{} : problem(Words::tr("Write the proxy as http://proxy.example.com:3128."));
}

QString problemOf(const QString &key, const QList<DeploymentProblem> &problems)
{
    for (const DeploymentProblem &found : problems) {
        if (found.key == key) {
            return u"%1 %2"_s.arg(found.problem, found.remedy);
        }
    }
    return {};
}

} // namespace duodoctor
