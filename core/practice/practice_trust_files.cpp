#include "practice/practice_trust_files.h"

#include <QSaveFile>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray contentOf(TrustFileState state, const IssuedCertificate &root)
{
    switch (state) {
    case TrustFileState::HoldsRoot:
        return root.certificate;
    case TrustFileState::HoldsOtherRoot:
        return makeRoot(u"Former Practice Company Root CA"_s).certificate;
    case TrustFileState::ByteOrderMark:
        return "\xef\xbb\xbf" + root.certificate;
    case TrustFileState::Der:
        return derOfCertificate(root.certificate);
    case TrustFileState::Garbage: {
        QByteArray damaged = root.certificate;
        damaged.replace(damaged.size() / 2, damaged.size() / 4, "????");
        return damaged;
    }
    case TrustFileState::Missing:
    case TrustFileState::Empty:
        break;
    }
    return {};
}

} // namespace

QString writeTrustFile(const QString &path, TrustFileState state, const IssuedCertificate &root)
{
    if (state == TrustFileState::Missing) {
        return {};
    }
    QSaveFile file(path);
    const QByteArray content = contentOf(state, root);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit()) {
        return u"The practice deployment cannot write %1: %2."_s.arg(path, file.errorString());
    }
    return {};
}

} // namespace duodoctor
