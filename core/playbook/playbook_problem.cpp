#include "playbook/playbook_problem.h"

#include <QFile>
#include <QStringDecoder>

namespace duodoctor
{

using namespace Qt::StringLiterals;

PlaybookFile readPlaybookFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {{}, u"cannot be read: %1"_s.arg(file.errorString())};
    }
    const QByteArray bytes = file.read(kMaxPlaybookFileBytes + 1);
    if (bytes.size() > kMaxPlaybookFileBytes) {
        return {{}, u"is larger than %1 KiB"_s.arg(kMaxPlaybookFileBytes / 1024)};
    }
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(bytes);
    if (decoder.hasError() || text.contains(QChar::Null)) {
        return {{}, u"is not UTF-8 text"_s};
    }
    text.replace("\r\n"_L1, "\n"_L1);
    return {text, {}};
}

} // namespace duodoctor
