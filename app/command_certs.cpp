#include "app/command_certs.h"

#include "app/certs_batch.h"
#include "app/certs_connection.h"
#include "app/messages.h"
#include "app/playbook_pages.h"

#include <CLI/CLI.hpp>

#include <QFile>
#include <QUrl>

#include <cmath>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMaxPemBytes = 8 * 1024 * 1024;
constexpr qint64 kMaxBatchBytes = 512 * 1024 * 1024;

/// @return the bytes, or nothing after saying why on the error stream.
std::optional<QByteArray> readFile(const CommandContext &context, const std::string &path, qint64 limit)
{
    QFile file{QString::fromStdString(path)};
    if (!file.open(QIODevice::ReadOnly)) {
        usageError(context, QString::fromStdString(path),
                   u"%1; check the path and its permissions."_s.arg(file.errorString()));
        return std::nullopt;
    }
    QByteArray bytes = file.read(limit + 1);
    if (bytes.size() > limit) {
        usageError(context, QString::fromStdString(path),
                   u"it is larger than %1 MiB, too large for what it should hold."_s.arg(limit / (1024 * 1024)));
        return std::nullopt;
    }
    return bytes;
}

CertificateSource sourceFrom(const std::string &path, const QByteArray &bytes)
{
    return certificateSourceFrom(path, bytesOf({bytes.constData(), static_cast<size_t>(bytes.size())}));
}

QDateTime dateTimeFrom(Moment at)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(at);
    return QDateTime::fromMSecsSinceEpoch(milliseconds.time_since_epoch().count(), Qt::UTC);
}

/// One line on the error stream for each file that could not be used.
void reportUnreadable(const CommandContext &context, const CertsAnswer &answer)
{
    for (const auto &[issue, file] : answer.fileIssues) {
        if (issue.refusedBy.contains(ClientSet::judge())) {
            const QString detail =
                issue.detail.empty() ? QString{} : u" (%1)"_s.arg(QString::fromStdString(issue.detail));
            usageError(context, QString::fromStdString(file),
                       u"no certificates can be read from it: %1%2; it has to hold PEM."_s.arg(
                           findingIdFor(issue.problem).view(), detail));
        }
    }
}

} // namespace

const char *CertsCommand::description() const
{
    return "Judges a certificate chain: who accepts it, what is wrong with it, and how to repair it";
}

const char *CertsCommand::examples() const
{
    return "  duo-doctor certs --connect aigw.example.com:443 --trust cacert.pem\n"
           "      does what a server sends fit the gateway's bundle?\n"
           "  duo-doctor certs --chain fullchain.pem --host gitlab.example.com\n"
           "      is this file ready to be installed? Judged against this computer's authorities\n"
           "  duo-doctor certs --chain fullchain.pem --trust ca.pem --host 192.0.2.10 --at 2027-01-01T00:00:00Z\n"
           "      will it still be accepted next year?";
}

void CertsCommand::declare(CLI::App &sub)
{
    auto *chain = sub.add_option("--chain", m_chain, "What the server sends, in PEM: its own certificate first")
                      ->type_name("PEM");
    sub.add_option("--trust", m_trust, "The trusted authorities, and the only ones; without it, this computer's")
        ->type_name("PEM");
    sub.add_option("--host", m_host, "The name or address that the client asks for; with --connect, its host")
        ->type_name("NAME");
    sub.add_option("--at", m_at, "The moment to judge for, such as 2026-06-01T12:00:00Z; without it, now")
        ->type_name("RFC3339");
    auto *connect = sub.add_option("--connect", m_connect, "Fetch the chain from this server")->type_name("HOST:PORT");
    auto *batch = sub.add_option("--batch", m_batch, "Judge every case of a tls-cases/1 file, one JSON line each")
                      ->type_name("JSON");
    connect->excludes(chain);
    batch->excludes(chain)->excludes(connect);
}

ExitStatus CertsCommand::run(CommandContext &context)
{
    return m_batch.empty() ? judgeOne(context) : runBatch(context);
}

ExitStatus CertsCommand::runBatch(CommandContext &context) const
{
    const std::optional<QByteArray> json = readFile(context, m_batch, kMaxBatchBytes);
    if (!json) {
        return ExitStatus::WrongUsage;
    }
    const QString error = runCertsBatch(*json, context.out);
    return error.isEmpty() ? ExitStatus::Ok : usageError(context, QString::fromStdString(m_batch), error);
}

std::optional<ExitStatus> CertsCommand::readChain(const CommandContext &context, CertificateSource &chain,
                                                  CertsResult &result)
{
    if (!m_chain.empty()) {
        const std::optional<QByteArray> bytes = readFile(context, m_chain, kMaxPemBytes);
        if (!bytes) {
            return ExitStatus::WrongUsage;
        }
        chain = sourceFrom(m_chain, *bytes);
        return std::nullopt;
    }
    const QString authority = QString::fromStdString(m_connect);
    const QUrl url{u"https://%1/"_s.arg(authority)};
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.path() != "/"_L1) {
        return usageError(context, u"--connect %1"_s.arg(authority),
                          u"give a host and a port, such as gitlab.example.com:443 or [2001:db8::1]:443."_s);
    }
    if (m_host.empty()) {
        result.context.host = url.host();
    }
    const std::chrono::milliseconds limit{std::llround(context.common.timeoutSeconds * 1000)};
    const EvidencePtr evidence = fetchServedChain(authority, limit);
    const HttpExchange *exchange = evidence ? evidence->httpExchange() : nullptr;
    if (!exchange || !exchange->tls || exchange->tls->chainDer.isEmpty()) {
        const QString detail = exchange ? exchange->failure.detail : QString{};
        printMessage(context, u"%1 showed no certificate%2"_s.arg(authority,
                                                                  detail.isEmpty() ? u"."_s : u": %1."_s.arg(detail)));
        return ExitStatus::CouldNotWork;
    }
    std::vector<CertificatePtr> certificates;
    for (const QByteArray &der : exchange->tls->chainDer) {
        certificates.push_back(Certificate::parse(bytesOf({der.constData(), static_cast<size_t>(der.size())})));
    }
    chain = certificateSourceFrom(m_connect, std::move(certificates));
    return std::nullopt;
}

ExitStatus CertsCommand::judgeOne(CommandContext &context)
{
    if (m_chain.empty() && m_connect.empty()) {
        return usageError(context, u"--chain"_s,
                          u"name a chain with --chain, a server with --connect or a batch with --batch."_s);
    }
    if (m_host.empty() && m_connect.empty()) {
        return usageError(context, u"--host"_s,
                          u"name the host that the chain is for, such as --host gitlab.example.com."_s);
    }
    CertsResult result;
    result.generatedAt = QDateTime::currentDateTimeUtc();
    const auto at = m_at.empty() ? std::optional{momentFrom(result.generatedAt)} : momentFromRfc3339(m_at);
    if (!at) {
        return usageError(context, u"--at %1"_s.arg(QString::fromStdString(m_at)),
                          u"this is no time in the form 2026-06-01T12:00:00Z."_s);
    }
    result.context = {QString::fromStdString(m_host), {}, dateTimeFrom(*at)};
    result.chainName = QString::fromStdString(m_chain.empty() ? m_connect : m_chain);

    CertificateSource chain;
    if (const std::optional<ExitStatus> failed = readChain(context, chain, result)) {
        return *failed;
    }
    const HostName host = hostNameFrom(result.context.host);
    if (m_trust.empty()) {
        const TrustStorePtr system = TrustStore::system();
        result.context.store = QString::fromStdString(system->name());
        result.answer = answerCertsCase(chain, std::vector<TrustStorePtr>{system}, host, *at);
    } else {
        const std::optional<QByteArray> bytes = readFile(context, m_trust, kMaxPemBytes);
        if (!bytes) {
            return ExitStatus::WrongUsage;
        }
        result.trustFile = QString::fromStdString(m_trust);
        result.context.store = result.trustFile;
        result.answer = answerCertsCase(chain, sourceFrom(m_trust, *bytes), host, *at);
    }
    result.findings = fullFindings(result.answer, result.context);
    for (Finding &finding : result.findings) {
        finding.arguments.merge({{Argument::Host, result.context.host}, {Argument::Service, result.chainName}});
    }
    const Playbook playbook = playbookFor(context);
    if (context.common.format == "json") {
        const QByteArray json = certsJson(result, playbook);
        context.out.write(json.constData(), json.size());
    } else {
        printCertsText(result, playbook, context);
    }
    if (result.answer.unreadable) {
        reportUnreadable(context, result.answer);
        return ExitStatus::WrongUsage;
    }
    return result.answer.trusted ? ExitStatus::Ok : ExitStatus::ProblemsFound;
}

} // namespace duodoctor
