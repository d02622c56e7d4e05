#include "app/certs_output.h"

#include "certificate/chain_picture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

QString wire(ChainPicture::Role role)
{
    switch (role) {
    case ChainPicture::Role::Server:
        return u"server"_s;
    case ChainPicture::Role::Intermediate:
        return u"intermediate"_s;
    case ChainPicture::Role::Root:
        return u"root"_s;
    }
    return {};
}

QString wire(ChainPicture::Origin origin)
{
    switch (origin) {
    case ChainPicture::Origin::Sent:
        return u"sent"_s;
    case ChainPicture::Origin::Store:
        return u"store"_s;
    case ChainPicture::Origin::SentAndStore:
        return u"sent-and-store"_s;
    case ChainPicture::Origin::Missing:
        return u"missing"_s;
    }
    return {};
}

QJsonObject toJson(const ChainPicture::Node &node)
{
    QJsonArray problems;
    for (const ChainProblem problem : node.problems) {
        problems.append(findingIdFor(problem).toString());
    }
    QJsonObject object{{u"role"_s, wire(node.role)},
                       {u"origin"_s, wire(node.origin)},
                       {u"subject"_s, text(node.subject)},
                       {u"problems"_s, problems}};
    const auto insert = [&object](const QString &key, const std::string &value) {
        if (!value.empty()) {
            object.insert(key, text(value));
        }
    };
    insert(u"issuer"_s, node.issuer);
    insert(u"not_before"_s, node.notBefore);
    insert(u"not_after"_s, node.notAfter);
    insert(u"names"_s, node.names);
    insert(u"fingerprint"_s, node.fingerprint);
    insert(u"url"_s, node.url);
    return object;
}

QJsonObject toJson(const Remedy &remedy)
{
    QJsonArray steps;
    for (const RenderedStep &step : remedy.steps) {
        QJsonObject object{{u"text"_s, step.text}};
        if (!step.command.isEmpty()) {
            object.insert(u"command"_s, step.command);
        }
        if (step.vantage) {
            object.insert(u"vantage"_s, QString{toWire(*step.vantage)});
        }
        steps.append(object);
    }
    return {{u"article"_s, remedy.article}, {u"title"_s, remedy.title}, {u"steps"_s, steps}};
}

QJsonArray findingsJson(const CertsResult &result, const Playbook &playbook)
{
    QJsonArray findings;
    for (const Finding &finding : result.findings) {
        const Remedy remedy = playbook.remedyFor(finding, Deployment{});
        findings.append(QJsonObject{{u"ref"_s, u"f%1"_s.arg(findings.size() + 1)},
                                    {u"id"_s, finding.id.toString()},
                                    {u"severity"_s, QString{toWire(finding.severity)}},
                                    {u"vantage"_s, QString{toWire(finding.vantage)}},
                                    {u"subject"_s, finding.subject},
                                    {u"message"_s, remedy.message},
                                    {u"client"_s, finding.arguments.value(Argument::Client)},
                                    {u"evidence"_s, QJsonArray{}},
                                    {u"remedy"_s, toJson(remedy)}});
    }
    return findings;
}

} // namespace

QByteArray certsJson(const CertsResult &result, const Playbook &playbook)
{
    QJsonArray chain;
    QJsonArray unused;
    const ChainPicture picture = pictureOf(result.answer.judgement, result.answer.stores);
    for (const ChainPicture::Node &node : picture.nodes) {
        chain.append(toJson(node));
    }
    for (const std::string &subject : picture.unused) {
        unused.append(text(subject));
    }
    const QJsonObject document{
        {u"schema"_s, u"duo-doctor/report/1"_s},
        {u"tool"_s, QJsonObject{{u"name"_s, u"duo-doctor"_s}, {u"version"_s, QStringLiteral(DUODOCTOR_VERSION)}}},
        {u"generated_at"_s, result.generatedAt.toString(Qt::ISODate)},
        {u"command"_s, u"certs"_s},
        {u"trusted"_s, result.answer.trusted},
        {u"host"_s, result.context.host},
        {u"store"_s, result.context.store},
        {u"at"_s, result.context.at.toString(Qt::ISODateWithMs)},
        {u"clients"_s, clientVerdicts(result.answer)},
        {u"chain"_s, chain},
        {u"unused"_s, unused},
        {u"findings"_s, findingsJson(result, playbook)},
    };
    return QJsonDocument{document}.toJson(QJsonDocument::Indented);
}

} // namespace duodoctor
