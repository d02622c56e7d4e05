#include "report/chain_diagram.h"
#include "report/html_sections.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

/// The mark that belongs to a state of the chain.
QString kindOf(ChainState state)
{
    switch (state) {
    case ChainState::Sound:
        return u"passed"_s;
    case ChainState::Doubtful:
        return u"warning"_s;
    case ChainState::Broken:
        return u"failed"_s;
    case ChainState::NotReached:
        return u"blocked"_s;
    case ChainState::NotConfigured:
    case ChainState::NotLookedAt:
        return u"skipped"_s;
    }
    return {};
}

void writeNode(HtmlWriter &html, const ChainPart &node, const QList<ChainPart> &parts = {})
{
    const HtmlElement box(html, "div"_L1, {{"class"_L1, u"node "_s + toWire(node.state)}});
    html.element("span"_L1, node.name, {{"class"_L1, u"name"_s}});
    if (!node.detail.isEmpty()) {
        html.element("span"_L1, node.detail, {{"class"_L1, u"host"_s}});
    }
    writeHtmlMark(html, kindOf(node.state), wordOf(node.state));
    for (const ChainPart &part : parts) {
        const HtmlElement line(html, "span"_L1, {{"class"_L1, u"part"_s}});
        html.text(part.name + u' ');
        writeHtmlMark(html, kindOf(part.state), wordOf(part.state));
    }
}

void writeLink(HtmlWriter &html, const ChainPart &link)
{
    const HtmlElement arrow(html, "div"_L1, {{"class"_L1, u"link "_s + toWire(link.state)}});
    html.element("span"_L1, {}, {{"class"_L1, u"line"_s}, {"aria-hidden"_L1, u"true"_s}});
    const HtmlElement words(html, "span"_L1, {{"class"_L1, u"words"_s}});
    html.element("span"_L1, link.name, {{"class"_L1, u"way"_s}});
    html.text(u" "_s);
    writeHtmlMark(html, kindOf(link.state), wordOf(link.state));
}

} // namespace

void writeHtmlChain(HtmlWriter &html, const Report &report)
{
    if (report.checks.isEmpty()) {
        return;
    }
    QList<CheckResult> results;
    for (const Report::CheckEntry &entry : report.checks) {
        results.append(entry.result);
    }
    const ChainDiagram chain = diagramOf(report.deployment, results);

    const HtmlElement section(html, "section"_L1, {{"class"_L1, u"chain-section"_s}});
    html.element("h2"_L1, u"The chain"_s);
    {
        const HtmlElement picture(html, "div"_L1, {{"class"_L1, u"chain"_s}});
        writeNode(html, chain.gitlab);
        writeLink(html, chain.linkToGateway);
        writeNode(html, chain.gateway, chain.gatewayParts);
        if (!chain.models.isEmpty()) {
            const HtmlElement models(html, "div"_L1, {{"class"_L1, u"models"_s}});
            for (const ChainModel &model : chain.models) {
                const HtmlElement row(html, "div"_L1, {{"class"_L1, u"model"_s}});
                writeLink(html, model.link);
                writeNode(html, model.node);
            }
        }
    }
    html.element(
        "p"_L1,
        u"A box stands for a service's answers, an arrow for the way to it: name, connection, TLS and trust. Both "
        "are seen from the places named at each check."_s,
        {{"class"_L1, u"note"_s}});
}

} // namespace duodoctor
