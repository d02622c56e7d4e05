#include "remedy_person.h"

#include <QFile>
#include <QRegularExpression>
#include <QUrl>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

struct Condition {
    QString pattern; ///< what stands between "If" and its comma
    bool (*holds)(const RemedyPerson &);
};

bool isSo(const RemedyPerson &)
{
    return true;
}

bool isNotSo(const RemedyPerson &)
{
    return false;
}

template <Circumstance circumstance>
bool is(const RemedyPerson &person)
{
    return person.circumstances.contains(circumstance);
}

template <Circumstance circumstance>
bool isNot(const RemedyPerson &person)
{
    return !person.circumstances.contains(circumstance);
}

bool concernsHostOf(const RemedyPerson &person, const QString &url)
{
    return person.argument(Argument::Host) == QUrl(url).host();
}

bool concernsGateway(const RemedyPerson &person)
{
    return person.argument(Argument::Service).contains("gateway"_L1, Qt::CaseInsensitive);
}

bool concernsFile(const RemedyPerson &person, const QString &path)
{
    return !path.isEmpty() && person.argument(Argument::Path).startsWith(path);
}

bool seenFromHere(const RemedyPerson &person)
{
    return person.finding().vantage == Vantage::Workstation;
}

/// True for what is said of a model server of another make: `Ollama: set the window`.
bool isOfAnotherProduct(const RemedyPerson &person, const QString &text)
{
    static const QRegularExpression product(u"^(?:For |With |)(vLLM|LiteLLM|Ollama|llama\\.cpp)\\b"_s);
    const QRegularExpressionMatch match = product.match(text);
    return match.hasMatch() && !person.deployment.models.isEmpty() &&
           match.captured(1).remove(u'.').compare(person.deployment.models.first().provider, Qt::CaseInsensitive) != 0;
}

const QList<Condition> &conditions()
{
    using C = Circumstance;
    static const QList<Condition> all{
        {u"only this workstation lacks it"_s, seenFromHere},
        {u"GitLab connects to `"_s, isSo},
        {u"the gateway connects to `"_s,
         [](const RemedyPerson &person) { return !concernsHostOf(person, person.deployment.aiGateway.url); }},
        {u"TLS ends in the gateway's nginx"_s, is<C::ProxyInFront>},
        {u"TLS ends in the gateway's ingress"_s, isNotSo},
        {u"GitLab's own nginx sends the certificate"_s,
         [](const RemedyPerson &person) { return concernsHostOf(person, person.deployment.gitlab.url); }},
        {u"GitLab's certificate comes from Let's Encrypt"_s, isNotSo},
        {u"the new file is in place and the old certificate is still sent"_s, isNotSo},
        {u"one of them is right and resolves"_s, isNotSo},
        {u"a default certificate appeared"_s, isNotSo},
        {u"it is plain text"_s, is<C::PlainText>},
        {u"the AI Gateway's URL is meant"_s, concernsGateway},
        {u"the gateway is meant"_s, concernsGateway},
        {u"GitLab's URL is meant|GitLab is meant"_s,
         [](const RemedyPerson &person) { return person.argument(Argument::Service) == "GitLab"_L1; }},
        {u"a model is meant"_s,
         [](const RemedyPerson &person) { return person.argument(Argument::Service).startsWith("model"_L1); }},
        {u"the name resolves to a private address"_s, isNotSo},
        {u"a reverse proxy with TLS stands in front"_s, is<C::ProxyInFront>},
        {u"there is none and the network is trusted"_s, isNot<C::ProxyInFront>},
        {u"that works"_s, is<C::ProxyInFront>},
        {u"the URL is wrong"_s, isNot<C::ProxyInFront>},
        {u"a sign-on page stands in front|it leads to a sign-in page|it leads in a circle"_s, isNotSo},
        {u"it only changes http to https"_s,
         [](const RemedyPerson &person) { return !person.argument(Argument::Suggestion).isEmpty(); }},
        {u"the log names nothing"_s, isNot<C::LogNamesCause>},
        {u"the log names a variable|you changed a variable"_s, is<C::LogNamesCause>},
        {u"the container runs with `--network host`|the server has the base model|a proxy carries GitLab's traffic|a cloud load balancer stands in front|the menu entry is missing|the old URL was the right|the plan or the add-on is missing"_s,
         isNotSo},
        {u"`[^`]+` stands in the deployment of Duo Doctor"_s,
         [](const RemedyPerson &person) { return !QFile::exists(person.argument(Argument::Path)); }},
        {u"it does not"_s, isNot<C::GatewayAnswers>},
        {u"it does"_s, is<C::GatewayAnswers>},
        {u"the port is missing in that list"_s, concernsGateway},
        {u"a program listens on `127.0.0.1` only"_s, is<C::ListensOnLoopback>},
        {u"the port in the URL is wrong"_s, isNotSo},
        {u"it fails everywhere"_s, isSo},
        {u"it fails only in the container"_s, isNotSo},
        {u"GitLab reads the file"_s,
         [](const RemedyPerson &person) { return concernsFile(person, person.deployment.trust.gitlabTrustedCerts); }},
        {u"the gateway reads the file"_s,
         [](const RemedyPerson &person) { return concernsFile(person, person.deployment.trust.gatewayBundle); }},
        {u"this workstation reads the file"_s,
         [](const RemedyPerson &person) { return concernsFile(person, person.deployment.trust.caBundle); }},
        {u"a clock is wrong"_s, isNotSo},
        {u"the clocks are right|it was issued again"_s, isSo},
        {u"GitLab is meant"_s,
         [](const RemedyPerson &person) { return person.argument(Argument::Service) == "GitLab"_L1; }},
        {u"you changed the proxy"_s, is<C::ProxyInFront>},
        {u"this is the AI Gateway or GitLab"_s, isSo},
        {u"this is a model server"_s, isNotSo},
        {u"the inspection has to stay"_s, is<C::InspectionStays>},
        {u"the keys were the cause"_s, isNotSo},
        {u"the gateway is offline"_s, isNotSo},
        {u"the line breaks were lost"_s, isNotSo},
        {u"the file is DER"_s, isSo},
        {u"the file is PKCS"_s, isNotSo},
        {u"it does not change|a service is down|it is refused"_s, isSo},
        {u"the server needs no protection"_s, isNotSo},
        {u"it is another server that answers|`external_url` in"_s, isNotSo},
        {u"only the token parameter is refused"_s, isNotSo},
        {u"memory does not suffice"_s, isNotSo},
        {u"it stops again|it takes longer"_s, isNotSo},
    };
    return all;
}

} // namespace

bool stepApplies(RemedyPerson &person, const QString &text, QString *problem)
{
    // The first way that is offered is taken.
    if (text.startsWith("Or "_L1) || text.startsWith("Or, "_L1)) {
        return false;
    }
    if (isOfAnotherProduct(person, text)) {
        return false;
    }
    static const QRegularExpression opening(u"^If ((?:[^,`]|`[^`]*`)+),"_s);
    const QRegularExpressionMatch match = opening.match(text);
    if (!match.hasMatch()) {
        return true;
    }
    for (const Condition &condition : conditions()) {
        if (QRegularExpression(u"^(?:%1)"_s.arg(condition.pattern)).match(match.captured(1)).hasMatch()) {
            return condition.holds(person);
        }
    }
    *problem = u"nobody can tell whether %1"_s.arg(match.captured(1));
    return false;
}

} // namespace duodoctor
