#include "golden.h"

#include <QFile>
#include <QList>

using namespace Qt::StringLiterals;

namespace duodoctor::test
{

QString differenceFromGolden(const QString &name, QByteArray actual)
{
    actual.replace(DUODOCTOR_VERSION, "VERSION");
    QFile file(QStringLiteral(DUODOCTOR_TEST_DATA "/report/") + name);
    if (qEnvironmentVariableIsSet("DUODOCTOR_UPDATE_GOLDEN")) {
        if (!file.open(QIODevice::WriteOnly) || file.write(actual) != actual.size()) {
            return u"%1 cannot be written"_s.arg(file.fileName());
        }
        return {};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return u"%1 is missing; DUODOCTOR_UPDATE_GOLDEN=1 writes it"_s.arg(file.fileName());
    }
    const QList<QByteArray> expectedLines = file.readAll().split('\n');
    const QList<QByteArray> actualLines = actual.split('\n');
    for (qsizetype i = 0; i < qMax(expectedLines.size(), actualLines.size()); ++i) {
        if (expectedLines.value(i) != actualLines.value(i) || i >= expectedLines.size() || i >= actualLines.size()) {
            return u"%1 line %2: expected \"%3\", got \"%4\""_s.arg(name).arg(i + 1).arg(
                QString::fromUtf8(expectedLines.value(i)), QString::fromUtf8(actualLines.value(i)));
        }
    }
    return {};
}

} // namespace duodoctor::test
