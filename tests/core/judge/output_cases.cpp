#include "output_cases.h"

#include "support/evidence_builder.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

void addOutputRows(const QString &folder)
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const QDir dir(QStringLiteral(DUODOCTOR_TEST_DATA) + u'/' + folder);
    const QStringList names = dir.entryList({u"*.txt"_s}, QDir::Files, QDir::Name);
    QVERIFY(names.size() > 30);
    for (const QString &name : names) {
        QFile file(dir.filePath(name));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        const QString whole = QString::fromUtf8(file.readAll());
        const qsizetype end = whole.indexOf(u'\n');
        const QString first = whole.first(end).sliced("expect:"_L1.size());
        QTest::newRow(qPrintable(name.chopped(4))) << whole.sliced(end + 1) << first.split(u' ', Qt::SkipEmptyParts);
    }
}

QStringList hostileTexts()
{
    QStringList texts;
    for (const QByteArray &body : hostileBodies()) {
        texts << QString::fromUtf8(body);
    }
    return texts << QString(100'000, u'(') << u"DUODOC {"_s.repeated(20'000) << u"=> [{"_s.repeated(20'000)
                 << u"Testing model: "_s.repeated(20'000) << u"#<Ai::SelfHostedModel "_s.repeated(5'000)
                 << u">> Failed to access \n"_s.repeated(20'000) << u"\"request_flow\": {"_s.repeated(20'000);
}

bool standOnEvidence(const Findings &findings)
{
    return std::ranges::none_of(findings, [](const Finding &finding) { return finding.evidence.isEmpty(); });
}

} // namespace duodoctor
