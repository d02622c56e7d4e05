#include "ui/text_export.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace duodoctor
{

QString writeTextFile(const QString &path, const QString &text)
{
    QSaveFile file(path);
    const QByteArray bytes = text.toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit()) {
        return {};
    }
    return QCoreApplication::translate("TextExport", "%1 cannot be written (%2). Choose another place.")
        .arg(path, file.errorString());
}

} // namespace duodoctor
