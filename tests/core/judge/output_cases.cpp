#include "output_cases.h"

#include "support/evidence_builder.h"

#include <QDir>
#include <QFile>

namespace duodoctor
{

using namespace Qt::StringLiterals;

QList<OutputCase> outputCases(const QString &folder)
{
    const QDir dir(QStringLiteral(DUODOCTOR_TEST_DATA) + u'/' + folder);
    QList<OutputCase> cases;
    for (const QString &name : dir.entryList({u"*.txt"_s}, QDir::Files, QDir::Name)) {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            continue;
        }
        const QString whole = QString::fromUtf8(file.readAll());
        const qsizetype end = whole.indexOf(u'\n');
        const QString first = whole.first(end).sliced("expect:"_L1.size());
        cases << OutputCase{name.chopped(4), first.split(u' ', Qt::SkipEmptyParts), whole.sliced(end + 1)};
    }
    return cases;
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

} // namespace duodoctor
