#include "golden.h"
#include "report/markdown_html.h"
#include "report/report_writers.h"
#include "sample_report.h"
#include "support/test_main.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace duodoctor;

namespace
{

/// The page as a strict reader sees it: elements with their attributes, and the text.
struct Page {
    QString error;
    QStringList elements;
    QList<std::pair<QString, QXmlStreamAttributes>> attributes;
    QString text;
    QString style;
    QString policy;
};

Page read(const QByteArray &html)
{
    Page page;
    QXmlStreamReader reader(html);
    QString open;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement()) {
            open = reader.name().toString();
            page.elements.append(open);
            page.attributes.append({open, reader.attributes()});
            if (reader.attributes().value("http-equiv"_L1) == "Content-Security-Policy"_L1) {
                page.policy = reader.attributes().value("content"_L1).toString();
            }
        } else if (reader.isEndElement()) {
            open.clear();
        } else if (reader.isCharacters()) {
            (open == "style"_L1 ? page.style : page.text) += reader.text();
        }
    }
    page.error = reader.hasError() ? reader.errorString() : QString{};
    return page;
}

/// Without the style sheet and its hash, which change with every touch of the looks.
QByteArray withoutStyle(const QByteArray &html)
{
    QString text = QString::fromUtf8(html);
    static const QRegularExpression style(u"<style>.*</style>"_s, QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression hash(u"sha256-[A-Za-z0-9+/=]+"_s);
    text.replace(style, u"<style></style>"_s).replace(hash, u"sha256-"_s);
    // A line per element, so that a difference can be read.
    return text.replace(u"><"_s, u">\n<"_s).toUtf8();
}

QString markdown(const QString &text)
{
    HtmlWriter html;
    html.open("div"_L1);
    writeMarkdown(html, text);
    html.close();
    QString page = QString::fromUtf8(html.result());
    return page.mid(page.indexOf(u"<div>"_s) + 5).chopped(7);
}

} // namespace

class TestReportHtml : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sampleLooksAsAgreed()
    {
        QCOMPARE(test::differenceFromGolden(u"sample.html"_s, withoutStyle(writeHtmlReport(test::sampleReport()))),
                 QString{});
    }
    void isWellFormed_data()
    {
        QTest::addColumn<QByteArray>("html");
        QTest::newRow("sample") << writeHtmlReport(test::sampleReport());
        QTest::newRow("healthy") << writeHtmlReport(test::healthyReport());
        QTest::newRow("hostile") << writeHtmlReport(test::hostileReport());
        QTest::newRow("empty") << writeHtmlReport(Report{});
    }
    void isWellFormed()
    {
        QFETCH(QByteArray, html);
        QVERIFY(html.startsWith("<!DOCTYPE html>"));
        QCOMPARE(read(html).error, QString{});
        // HTML reads <p/> as an open paragraph; only void elements may end so.
        static const QRegularExpression emptied(u"<([a-z0-9]+)(?: [^<>]*)?/>"_s);
        auto match = emptied.globalMatch(QString::fromUtf8(html));
        while (match.hasNext()) {
            const QString name = match.next().captured(1);
            QVERIFY2(name == "meta"_L1 || name == "br"_L1 || name == "hr"_L1, qPrintable(name));
        }
    }
    void loadsAndRunsNothing_data() { isWellFormed_data(); }
    void loadsAndRunsNothing()
    {
        QFETCH(QByteArray, html);
        const Page page = read(html);
        for (const char *forbidden : {"script", "img", "link", "iframe", "object", "embed", "form", "base", "image"}) {
            QVERIFY2(!page.elements.contains(QString::fromLatin1(forbidden)), forbidden);
        }
        for (const auto &[element, attributes] : page.attributes) {
            for (const QXmlStreamAttribute &attribute : attributes) {
                const QString name = attribute.name().toString();
                QVERIFY2(!name.startsWith("on"_L1) && name != "src"_L1 && name != "style"_L1, qPrintable(name));
                if (name == "href"_L1) {
                    QVERIFY(attribute.value().startsWith(u'#') || attribute.value().startsWith("https://"_L1));
                }
            }
        }
        QVERIFY(!page.style.contains("url("_L1) && !page.style.contains("@import"_L1));
    }
    void policyAllowsOnlyTheStyleByItsHash()
    {
        const Page page = read(writeHtmlReport(test::sampleReport()));
        QVERIFY(page.style.size() > 1000);
        const QByteArray hash = QCryptographicHash::hash(page.style.toUtf8(), QCryptographicHash::Sha256).toBase64();
        QCOMPARE(page.policy, u"default-src 'none'; style-src 'sha256-%1'; base-uri 'none'; form-action 'none'"_s.arg(
                                  QString::fromLatin1(hash)));
    }
    void styleSheetNeedsNoEscaping()
    {
        // In a style element HTML decodes nothing, so an escaped character would break the sheet and its hash.
        const QByteArray html = writeHtmlReport(test::sampleReport());
        const qsizetype from = html.indexOf("<style>") + 7;
        QVERIFY(!html.sliced(from, html.indexOf("</style>") - from).contains('&'));
    }
    void hasBothColourSchemesPrintAndPhone()
    {
        const QString style = read(writeHtmlReport(test::sampleReport())).style;
        for (const QString &rule : {u"prefers-color-scheme: dark"_s, u"@media print"_s, u"max-width: 44rem"_s}) {
            QVERIFY2(style.contains(rule), qPrintable(rule));
        }
    }
    void everyLinkHasItsTarget()
    {
        const Page page = read(writeHtmlReport(test::sampleReport()));
        QSet<QString> ids;
        for (const auto &[element, attributes] : page.attributes) {
            const QString id = attributes.value("id"_L1).toString();
            QVERIFY2(id.isEmpty() || !ids.contains(id), qPrintable(id));
            ids.insert(id);
        }
        int links = 0;
        for (const auto &[element, attributes] : page.attributes) {
            const QString href = attributes.value("href"_L1).toString();
            if (href.startsWith(u'#')) {
                QVERIFY2(ids.contains(href.mid(1)), qPrintable(href));
                ++links;
            }
        }
        QVERIFY(links > 5);
    }
    void namesEveryCheckCauseAndStep()
    {
        const Report report = test::sampleReport();
        const QString text = read(writeHtmlReport(report)).text;
        for (const Report::CheckEntry &entry : report.checks) {
            QVERIFY2(text.contains(entry.title), qPrintable(entry.title));
            QVERIFY(text.contains(entry.result.key.check.toString()));
        }
        for (const Report::FindingEntry &entry : report.findings) {
            QVERIFY2(text.contains(entry.remedy.message), qPrintable(entry.remedy.message));
            for (const RenderedStep &step : entry.remedy.steps) {
                QVERIFY2(text.contains(step.command.trimmed()), qPrintable(step.command));
            }
        }
    }
    void hostileTextStaysText()
    {
        const Page page = read(writeHtmlReport(test::hostileReport()));
        QVERIFY(page.text.contains("<script>alert(1)</script>"_L1));
        for (const QChar c : page.text) {
            QVERIFY(c == u'\n' || c == u'\t' || c.unicode() >= 0x20);
            QVERIFY(c != u'\u202E' && c != u'\u2066' && c.unicode() != 0xfffe);
        }
    }
    void markdownBecomesElements_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("expected");
        QTest::newRow("paragraph") << u"a *b* **c** `d`"_s
                                   << u"<p>a <em>b</em> <strong>c</strong> <code>d</code></p>"_s;
        QTest::newRow("list") << u"- a\n- b"_s << u"<ul><li>a</li><li>b</li></ul>"_s;
        QTest::newRow("code block") << u"```sh\nls <x>\n```"_s
                                    << u"<pre class=\"command\"><code>ls &lt;x&gt;\n</code></pre>"_s;
        QTest::newRow("link") << u"[a](https://e.org/?x=1&y=2)"_s
                              << u"<p><a href=\"https://e.org/?x=1&amp;y=2\" rel=\"noreferrer\">a</a></p>"_s;
        QTest::newRow("script link") << u"[a](javascript:alert(1))"_s << u"<p><span>a</span></p>"_s;
        QTest::newRow("data link") << u"[a](data:text/html,x)"_s << u"<p><span>a</span></p>"_s;
        QTest::newRow("raw HTML") << u"a <b onclick=x>b</b>"_s << u"<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>"_s;
        QTest::newRow("HTML block") << u"<script>x</script>"_s << u"<p>&lt;script&gt;x&lt;/script&gt;</p>"_s;
        QTest::newRow("picture") << u"![alt](https://e.org/x.png)"_s << u"<p>alt</p>"_s;
        QTest::newRow("entity") << u"a &amp; b &unknown;"_s << u"<p>a &amp; b &amp;unknown;</p>"_s;
        QTest::newRow("table") << u"| a | b |\n| --- | --- |\n| 1 | 2 |"_s
                               << u"<table><thead><tr><th>a</th><th>b</th></tr></thead>"
                                  "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"_s;
    }
    void markdownBecomesElements()
    {
        QFETCH(QString, given);
        QFETCH(QString, expected);
        // Qt writes a quote in text as &quot;, which is the same to a reader.
        QCOMPARE(markdown(given).replace(u"&quot;"_s, u"\""_s), expected);
    }
};

DUODOCTOR_TEST_MAIN(TestReportHtml)
#include "tst_report_html.moc"
