#include "generate/signing_keys.h"

#include "certificate/rsa_key.h"
#include "generate/gateway_settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr int kBits = 2048;
constexpr auto kOption = "--make-signing-keys"_L1;

/// @return an error sentence, or empty.
QString makeKey(const QString &path)
{
    QFile file(path);
    // NewOnly never opens what is there, not even a link; nobody else can read the file at any moment.
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        return u"%1 cannot be made (%2); choose another folder or mend its permissions."_s.arg(path,
                                                                                               file.errorString());
    }
    std::string pem = makeRsaKeyPem(kBits);
    const auto size = static_cast<qint64>(pem.size());
    const bool isWritten = size > 0 && file.write(pem.data(), size) == size && file.flush();
    wipe(pem);
    if (!isWritten) {
        file.remove();
        return u"%1 could not be written; look for space on the disk."_s.arg(path);
    }
    return {};
}

} // namespace

MadeKeys makeSigningKeys(const Deployment &deployment, const QString &folder)
{
    MadeKeys result;
    const QList<SigningKeyEntry> keys = signingKeys(deployment);
    const QDir directory(folder);
    if (!directory.exists() && !QDir().mkpath(folder)) {
        result.problem = {kOption, u"the folder cannot be made; choose another place."_s};
        return result;
    }
    for (const SigningKeyEntry &key : keys) {
        const QString path = directory.filePath(key.file);
        const QFileInfo info(path);
        if (info.exists() || info.isSymLink()) {
            result.kept << path;
            continue;
        }
        if (const QString sentence = makeKey(path); !sentence.isEmpty()) {
            result.problem = {kOption, sentence};
            return result;
        }
        result.made << path;
    }
    return result;
}

} // namespace duodoctor
