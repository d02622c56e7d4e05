#include "generate/ca_bundle.h"

#include "certificate/certificate.h"
#include "certificate/pem_file.h"
#include "generate/comment_text.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr qint64 kMaxBytes = 8LL * 1024 * 1024;

QString ascii(const std::string &text)
{
    QString cleaned = commentText(QString::fromStdString(text));
    while (cleaned.contains("--"_L1)) { // nothing in a comment looks like the start of a block
        cleaned.replace("--"_L1, "-"_L1);
    }
    std::ranges::replace_if(
        cleaned, [](QChar c) { return c.unicode() > 126; }, u'?');
    return cleaned;
}

/// Roots of the first version of X.509 cannot say that they are authorities.
bool mayBeAuthority(const Certificate &certificate)
{
    return certificate.isAuthority() || (certificate.version == 1 && certificate.isSelfSigned());
}

QString sentenceFor(const PemFile &file)
{
    const auto isKey = [](const PemIssue &issue) { return issue.problem == PemProblem::ContainsPrivateKey; };
    if (std::ranges::any_of(file.issues, isKey)) {
        return u"it holds a private key, which belongs into no bundle; take it out and keep it secret."_s;
    }
    if (!file.isUsable() || file.certificates.empty()) {
        const std::string detail = file.issues.empty() ? std::string() : file.issues.front().detail;
        return u"it is no usable file of certificates in PEM%1; name another."_s.arg(
            detail.empty() ? QString{} : u" (%1)"_s.arg(ascii(detail)));
    }
    return {};
}

/// Gathers certificates, each once.
class Bundle
{
public:
    /// @return false with a problem.
    bool add(const BundleFile &file, GenerationProblem &problem)
    {
        const std::string_view bytes(file.bytes.constData(), static_cast<size_t>(file.bytes.size()));
        const PemFile pem = readPemFile(ByteView(reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size()));
        QString sentence = sentenceFor(pem);
        for (const Bytes &der : pem.certificates) {
            if (!sentence.isEmpty()) {
                break;
            }
            sentence = addOne(der, file.name);
        }
        if (!sentence.isEmpty()) {
            problem = {file.key, u"%1: %2"_s.arg(commentText(file.name), sentence)};
        }
        return sentence.isEmpty();
    }
    QString text() const { return m_text; }
    qsizetype count() const { return m_known.size(); }
    int repeated() const { return m_repeated; }

private:
    QString addOne(const Bytes &der, const QString &name)
    {
        const CertificatePtr certificate = Certificate::parse(der);
        if (!certificate) {
            return u"one of its certificates cannot be read; name another file."_s;
        }
        if (!mayBeAuthority(*certificate)) {
            return u"the certificate of %1 is no authority's but a server's own; add the authority that signed it."_s
                .arg(ascii(certificate->displayName()));
        }
        const QString fingerprint = QString::fromStdString(certificate->fingerprint());
        if (m_known.contains(fingerprint)) {
            ++m_repeated;
            return {};
        }
        m_known.insert(fingerprint);
        m_text += u"\n# %1\n"_s.arg(ascii(certificate->displayName()));
        if (name != m_lastName) {
            m_text += u"# from %1\n"_s.arg(ascii(name.section(u'/', -1).toStdString()));
        }
        m_lastName = name;
        m_text += QString::fromStdString(certificate->toPem());
        if (!m_text.endsWith(u'\n')) {
            m_text += u'\n';
        }
        return {};
    }

    QSet<QString> m_known;
    QString m_text;
    QString m_lastName;
    int m_repeated = 0;
};

bool load(BundleFile &file, const QString &path, GenerationProblem &problem)
{
    file.name = path;
    QFile source(path);
    if (QFileInfo(path).isDir() || !source.open(QIODevice::ReadOnly)) {
        problem = {file.key, u"%1 cannot be read; name a PEM file that exists."_s.arg(commentText(path))};
        return false;
    }
    file.bytes = source.read(kMaxBytes + 1);
    if (file.bytes.size() > kMaxBytes) {
        problem = {file.key,
                   u"%1 is larger than 8 MiB, which no bundle is; name another file."_s.arg(commentText(path))};
        return false;
    }
    return true;
}

/// Where Certifi and the distributions keep their public authorities.
QString publicAuthorities()
{
    for (const auto *path : {"/usr/lib/python3/dist-packages/certifi/cacert.pem", "/etc/ssl/certs/ca-certificates.crt",
                             "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"}) {
        const QString name = QString::fromLatin1(path);
        if (QFileInfo(name).isReadable()) {
            return name;
        }
    }
    return {};
}

struct BaseChoice {
    QString key;
    QString path;
};

BaseChoice chooseBase(const Deployment &deployment, const GenerationOptions &options, QStringList &notes)
{
    if (!options.baseBundle.isEmpty()) {
        return {u"--base"_s, options.baseBundle};
    }
    const QString own = deployment.resolvedPath(deployment.trust.gatewayBundle);
    if (!own.isEmpty() && QFileInfo(own).isFile()) {
        return {u"trust.gateway_bundle"_s, own};
    }
    const QString system = publicAuthorities();
    notes << u"The public authorities are those of %1 on this machine."_s.arg(system);
    return {u"--base"_s, system};
}

QList<BundleFile> wantedFiles(const Deployment &deployment, const GenerationOptions &options)
{
    QList<BundleFile> files;
    if (!deployment.trust.caBundle.isEmpty()) {
        files.append({u"trust.ca_bundle"_s, deployment.resolvedPath(deployment.trust.caBundle), {}});
    }
    for (const QString &path : options.addedCertificates) {
        files.append({u"--add"_s, path, {}});
    }
    return files;
}

} // namespace

Generated mergedBundle(const BundleFile &base, const QList<BundleFile> &added, const QStringList &head)
{
    Generated generated;
    Bundle bundle;
    for (const BundleFile &file : QList<BundleFile>{base} + added) {
        if (!bundle.add(file, generated.problem)) {
            return generated;
        }
    }
    generated.text = hashComment(head) + bundle.text();
    generated.notes
        << u"%1 authorities; %2 that stood there twice were left out."_s.arg(bundle.count()).arg(bundle.repeated());
    return generated;
}

Generated writeCaBundle(const Deployment &deployment, const GenerationOptions &options)
{
    Generated failed;
    QList<BundleFile> added = wantedFiles(deployment, options);
    if (added.isEmpty()) {
        failed.problem = {u"trust.ca_bundle"_s,
                          u"it is needed and missing; name the PEM file of your authority there, or "
                          "give --add FILE."_s};
        return failed;
    }
    QStringList notes;
    const BaseChoice choice = chooseBase(deployment, options, notes);
    if (choice.path.isEmpty()) {
        failed.problem = {choice.key, u"no public authorities were found on this machine; name a bundle, such as "
                                      "Certifi's cacert.pem, with --base FILE."_s};
        return failed;
    }
    BundleFile base{choice.key, {}, {}};
    bool isLoaded = load(base, choice.path, failed.problem);
    for (BundleFile &file : added) {
        isLoaded = isLoaded && load(file, QString(file.name), failed.problem);
    }
    if (!isLoaded) {
        return failed;
    }
    QStringList head = headLines(GenerationKind::CaBundle, deployment);
    head << u"The gateway reads it by REQUESTS_CA_BUNDLE and SSL_CERT_FILE."_s;
    Generated generated = mergedBundle(base, added, head);
    generated.notes = notes + generated.notes;
    return generated;
}

} // namespace duodoctor
