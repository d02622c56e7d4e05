#include "probe/certificate_file_reader.h"

#include "probe/intake.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMaxBytes = 8 * 1024 * 1024;
constexpr qsizetype kMaxFiles = 1000;

/// Appends what fits. @return an error sentence, or empty.
QString appendFile(const QString &path, QByteArray &bytes)
{
    // A pipe or a device has no end to wait for.
    if (!QFileInfo(path).isFile()) {
        return u"%1 is no regular file"_s.arg(path);
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return u"%1: %2"_s.arg(path, file.errorString());
    }
    if (!bytes.isEmpty() && !bytes.endsWith('\n')) {
        bytes.append('\n');
    }
    bytes += file.read(kMaxBytes - bytes.size());
    if (file.error() != QFileDevice::NoError) {
        return u"%1: %2"_s.arg(path, file.errorString());
    }
    return file.atEnd() ? QString{} : u"only the first 8 MiB were read"_s;
}

} // namespace

bool cutPrivateKeys(QByteArray &pem)
{
    static constexpr QByteArrayView kBegin = "-----BEGIN ";
    static constexpr QByteArrayView kLabelEnd = "-----";
    bool hasFound = false;
    QByteArray kept;
    qsizetype copied = 0;
    qsizetype at = 0;
    while ((at = pem.indexOf(kBegin, at)) >= 0) {
        const qsizetype label = at + kBegin.size();
        const qsizetype labelEnd = pem.indexOf(kLabelEnd, label);
        constexpr qsizetype kLongestLabel = 64;
        if (labelEnd < 0 || labelEnd - label > kLongestLabel) {
            at = label;
            continue;
        }
        const QByteArray name = pem.mid(label, labelEnd - label);
        at = labelEnd + kLabelEnd.size();
        if (!name.endsWith("PRIVATE KEY")) {
            continue;
        }
        hasFound = true;
        kept += pem.mid(copied, at - copied) + '\n';
        const qsizetype end = pem.indexOf("-----END ", at);
        copied = end < 0 ? pem.size() : end; // a block without its end: nothing behind it is safe to keep
        at = copied;
    }
    if (hasFound) {
        pem = kept + pem.mid(copied);
    }
    return hasFound;
}

CertificateFile readCertificateFile(const QString &path, const Redactor &redactor)
{
    CertificateFile result;
    result.path = path;
    const QFileInfo info(path);
    if (!info.exists()) {
        result.readError = u"there is no such file or folder"_s;
        return result;
    }
    if (info.isDir()) {
        const QDir folder(path);
        if (!folder.isReadable()) {
            result.readError = u"the folder cannot be read"_s;
            return result;
        }
        QStringList names = folder.entryList(QDir::Files, QDir::Name);
        if (names.size() > kMaxFiles) {
            result.readError = u"only the first %1 of %2 files were read"_s.arg(kMaxFiles).arg(names.size());
            names.resize(kMaxFiles);
        }
        for (const QString &name : std::as_const(names)) {
            const QString error = appendFile(folder.filePath(name), result.bytes);
            if (result.readError.isEmpty()) {
                result.readError = error;
            }
            if (result.bytes.size() >= kMaxBytes) {
                break;
            }
        }
    } else {
        result.readError = appendFile(path, result.bytes);
    }
    result.hadPrivateKey = cutPrivateKeys(result.bytes);
    result.bytes = intake::redacted(result.bytes, redactor);
    return result;
}

} // namespace duodoctor
