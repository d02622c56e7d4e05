#include "report/html_sections.h"

#include "judge/finding_vocabulary.h"
#include "judge/tls_findings.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

QString roleText(ChainPicture::Role role)
{
    switch (role) {
    case ChainPicture::Role::Server:
        return u"Server certificate"_s;
    case ChainPicture::Role::Intermediate:
        return u"Intermediate authority"_s;
    case ChainPicture::Role::Root:
        return u"Root authority"_s;
    }
    return {};
}

QString originText(ChainPicture::Origin origin)
{
    switch (origin) {
    case ChainPicture::Origin::Sent:
        return u"sent by the server"_s;
    case ChainPicture::Origin::Store:
        return u"from this workstation's trust"_s;
    case ChainPicture::Origin::SentAndStore:
        return u"sent by the server, and in this workstation's trust"_s;
    case ChainPicture::Origin::Missing:
        return u"missing"_s;
    }
    return {};
}

void writeFact(HtmlWriter &html, const QString &name, const std::string &value)
{
    if (!value.empty()) {
        html.element("dt"_L1, name);
        html.element("dd"_L1, QString::fromStdString(value));
    }
}

void writeNode(HtmlWriter &html, const ChainPicture::Node &node, bool isFirst)
{
    const bool isMissing = node.origin == ChainPicture::Origin::Missing;
    const QString kind = isMissing ? u"missing"_s : node.problems.empty() ? u"sound"_s : u"problem"_s;
    const HtmlElement item(html, "li"_L1, {{"class"_L1, kind}});
    html.element("span"_L1, isFirst ? roleText(node.role) : u"signed by: %1"_s.arg(roleText(node.role).toLower()),
                 {{"class"_L1, u"role"_s}});
    html.text(u" "_s);
    if (isMissing) {
        writeHtmlMark(html, u"failed"_s, u"missing"_s);
    } else {
        html.element("span"_L1, originText(node.origin), {{"class"_L1, u"tag"_s}});
    }
    html.element("strong"_L1, QString::fromStdString(node.subject), {{"class"_L1, u"subject"_s}});
    for (const ChainProblem problem : node.problems) {
        const FindingDefinition *definition = findingDefinition(findingIdFor(problem));
        const bool isError = definition == nullptr || definition->severity == Severity::Error;
        writeHtmlMark(html, isError ? u"failed"_s : u"warning"_s, findingIdFor(problem).toString());
        html.text(u" "_s);
    }
    const HtmlElement facts(html, "dl"_L1);
    writeFact(html, u"Issued by"_s, node.issuer);
    writeFact(html, u"Valid"_s, node.notBefore.empty() ? std::string{} : node.notBefore + " to " + node.notAfter);
    writeFact(html, u"Names"_s, node.names);
    writeFact(html, u"SHA-256"_s, node.fingerprint);
    writeFact(html, u"Found at"_s, node.url);
}

void writeChain(HtmlWriter &html, const Report::ChainEntry &entry)
{
    const HtmlElement block(html, "div"_L1, {{"class"_L1, u"group"_s}});
    {
        const HtmlElement heading(html, "h3"_L1);
        html.text(entry.host + u' ');
        const bool isTrusted = entry.picture.trusted;
        writeHtmlMark(html, isTrusted ? u"passed"_s : u"failed"_s, isTrusted ? u"trusted"_s : u"not trusted"_s);
    }
    {
        const HtmlElement note(html, "p"_L1, {{"class"_L1, u"note"_s}});
        html.text(u"As this workstation judges it. "_s);
        writeHtmlEvidenceLinks(html, entry.evidenceRefs);
    }
    {
        const HtmlElement list(html, "ol"_L1);
        bool isFirst = true;
        for (const ChainPicture::Node &node : entry.picture.nodes) {
            writeNode(html, node, isFirst);
            isFirst = false;
        }
    }
    if (!entry.picture.unused.empty()) {
        QStringList names;
        for (const std::string &subject : entry.picture.unused) {
            names.append(QString::fromStdString(subject));
        }
        html.element("p"_L1, u"Sent, and not needed: %1"_s.arg(names.join(u"; "_s)), {{"class"_L1, u"note"_s}});
    }
}

} // namespace

void writeHtmlCertificates(HtmlWriter &html, const Report &report)
{
    if (report.chains.isEmpty()) {
        return;
    }
    const HtmlElement section(html, "section"_L1, {{"class"_L1, u"certificates"_s}});
    html.element("h2"_L1, u"Certificate chains"_s);
    for (const Report::ChainEntry &entry : report.chains) {
        writeChain(html, entry);
    }
}

} // namespace duodoctor
