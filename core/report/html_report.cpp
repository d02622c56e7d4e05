#include "report/html_sections.h"
#include "report/report_groups.h"
#include "report/report_writers.h"

#include <QCryptographicHash>
#include <QFile>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

QString styleSheet()
{
    QFile file(u":/report/report.css"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString{};
}

QString titleOf(const Report &report)
{
    return report.deployment.name.isEmpty() ? u"Unnamed deployment"_s : report.deployment.name;
}

/// Nothing may be loaded or run; the one style sheet is allowed by its hash.
QString policyFor(const QString &css)
{
    const QByteArray hash = QCryptographicHash::hash(css.toUtf8(), QCryptographicHash::Sha256).toBase64();
    return u"default-src 'none'; style-src 'sha256-%1'; base-uri 'none'; form-action 'none'"_s.arg(
        QString::fromLatin1(hash));
}

void writePageHead(HtmlWriter &html, const Report &report)
{
    const QString css = styleSheet();
    const HtmlElement head(html, "head"_L1);
    html.voidElement("meta"_L1, {{"charset"_L1, u"utf-8"_s}});
    html.voidElement("meta"_L1, {{"http-equiv"_L1, u"Content-Security-Policy"_s}, {"content"_L1, policyFor(css)}});
    html.voidElement("meta"_L1, {{"name"_L1, u"viewport"_s}, {"content"_L1, u"width=device-width, initial-scale=1"_s}});
    html.voidElement("meta"_L1, {{"name"_L1, u"color-scheme"_s}, {"content"_L1, u"light dark"_s}});
    html.voidElement("meta"_L1, {{"name"_L1, u"referrer"_s}, {"content"_L1, u"no-referrer"_s}});
    html.element("title"_L1,
                 u"%1: %2 – Duo Doctor"_s.arg(titleOf(report), headlineOf(report.summary.status).toLower()));
    html.open("style"_L1);
    html.exactText(css);
    html.close();
}

void writeFooter(HtmlWriter &html, const Report &report)
{
    const HtmlElement footer(html, "footer"_L1);
    html.element("p"_L1,
                 u"Written by Duo Doctor %1 (duo-doctor %2), report format duo-doctor/report/1. It shows what was "
                 "seen at the time above; credentials were taken out before anything was kept."_s.arg(
                     QLatin1StringView(DUODOCTOR_VERSION), report.command));
}

} // namespace

void writeHtmlHead(HtmlWriter &html, const Report &report)
{
    const HtmlElement header(html, "header"_L1);
    html.element("p"_L1, u"Duo Doctor report"_s, {{"class"_L1, u"product"_s}});
    html.element("h1"_L1, titleOf(report));
    {
        const QString status{toWire(report.summary.status)};
        const HtmlElement banner(html, "p"_L1, {{"class"_L1, u"banner "_s + status}});
        html.element("strong"_L1, headlineOf(report.summary.status));
        html.text(u" "_s);
        html.element("span"_L1, summarySentence(report));
    }
    {
        const HtmlElement list(html, "ul"_L1, {{"class"_L1, u"counts"_s}});
        const auto count = [&html](int number, const QString &kind, const QString &word) {
            const HtmlElement item(html, "li"_L1, {{"class"_L1, number == 0 ? u"none"_s : kind}});
            html.element("b"_L1, QString::number(number));
            html.text(u" "_s);
            writeHtmlMark(html, kind, word);
        };
        const DiagnosisSummary &summary = report.summary;
        count(summary.passed, u"passed"_s, u"passed"_s);
        count(summary.warnings, u"warning"_s, summary.warnings == 1 ? u"warning"_s : u"warnings"_s);
        count(summary.failed, u"failed"_s, u"failed"_s);
        count(summary.blocked, u"blocked"_s, u"blocked"_s);
        count(summary.skipped, u"skipped"_s, u"skipped"_s);
    }
    const HtmlElement when(html, "p"_L1, {{"class"_L1, u"when"_s}});
    html.element("time"_L1, QLocale::c().toString(report.generatedAt.toUTC(), u"d MMMM yyyy, HH:mm 'UTC'"_s),
                 {{"datetime"_L1, report.generatedAt.toUTC().toString(Qt::ISODate)}});
    html.text(u" · checked in %1"_s.arg(durationText(report.duration)));
    if (report.deployment.gitlab.version) {
        html.text(u" · GitLab %1"_s.arg(report.deployment.gitlab.version->toString()));
    }
}

QByteArray writeHtmlReport(const Report &report)
{
    HtmlWriter html;
    html.open("html"_L1, {{"lang"_L1, u"en"_s}});
    writePageHead(html, report);
    html.open("body"_L1);
    writeHtmlHead(html, report);
    html.open("main"_L1);
    writeHtmlChain(html, report);
    writeHtmlRootCauses(html, report);
    writeHtmlFurtherFindings(html, report);
    writeHtmlChecks(html, report);
    writeHtmlCertificates(html, report);
    writeHtmlPath(html, report);
    writeHtmlEvidence(html, report);
    html.close();
    writeFooter(html, report);
    html.close();
    html.close();
    return html.result();
}

} // namespace duodoctor
