#include "playbook/playbook_problem.h"

#include <QFile>
#include <QStringDecoder>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// What would move the cursor of a terminal or turn the direction of the text that follows.
bool isTreacherous(QChar c)
{
    const char16_t code = c.unicode();
    const bool isControl = c.category() == QChar::Other_Control && c != u'\n' && c != u'\t' && c != u'\r';
    const bool turnsText = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    return isControl || turnsText;
}

} // namespace

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
    if (std::ranges::any_of(text, isTreacherous)) {
        return {{}, u"holds control characters"_s};
    }
    text.replace("\r\n"_L1, "\n"_L1);
    return {text, {}};
}

} // namespace duodoctor
