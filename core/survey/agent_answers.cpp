#include "survey/agent_answers.h"

#include "probe/grpc_message.h"
#include "probe/intake.h"
#include "recognise/clean_text.h"
#include "recognise/readers.h"
#include "survey/agent_exchange.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxFileBytes = 8 * 1024 * 1024;
constexpr qsizetype kMaxText = 64 * 1024;
constexpr qsizetype kMaxEntries = 4000;

QByteArray bytesOf(const QJsonObject &answer, qsizetype maxBytes)
{
    return QByteArray::fromBase64(answer.value("bytes"_L1).toString().toLatin1()).left(maxBytes);
}

ReadAnswer certificateFile(const QJsonObject &answer, const Redactor &redactor)
{
    CertificateFile file;
    file.path = redactor.redact(answer.value("path"_L1).toString()).text;
    file.bytes = intake::redacted(bytesOf(answer, kMaxFileBytes), redactor);
    file.hadPrivateKey = answer.value("had_private_key"_L1).toBool();
    file.readError = redactor.redact(answer.value("error"_L1).toString()).text;
    return {file, {}};
}

KeyShape keyShapeOf(const QString &shape)
{
    if (shape == "pem"_L1) {
        return KeyShape::Pem;
    }
    if (shape == "empty"_L1) {
        return KeyShape::Empty;
    }
    return shape == "cut"_L1 ? KeyShape::PrivateKeyCutOff : KeyShape::NotPem;
}

ReadAnswer environment(const QJsonObject &answer, const Redactor &redactor)
{
    EnvironmentListing listing;
    QStringList lines;
    const QJsonObject values = answer.value("values"_L1).toObject();
    for (auto it = values.begin(); it != values.end() && listing.values.size() < kMaxEntries; ++it) {
        // Together, because some rules know a credential by the name before it.
        const QString head = it.key() + u'=';
        const QString line = redactor.redact(head + it.value().toString()).text;
        listing.values.insert(it.key(), line.startsWith(head) ? line.sliced(head.size()) : u"[redacted]"_s);
        lines << line;
    }
    const QJsonObject keys = answer.value("keys"_L1).toObject();
    for (auto it = keys.begin(); it != keys.end() && listing.keys.size() < kMaxEntries; ++it) {
        listing.keys.insert(it.key(), keyShapeOf(it.value().toString()));
        lines << u"%1=(not shown: %2)"_s.arg(it.key(), it.value().toString().left(16));
    }
    return {listing, lines.join(u'\n')};
}

ReadAnswer folders(const QJsonObject &answer, const Redactor &redactor)
{
    FolderAccess access;
    QStringList lines;
    const QJsonArray entries = answer.value("folders"_L1).toArray();
    for (const QJsonValue &value : entries) {
        const QJsonObject object = value.toObject();
        FolderAccess::Entry entry;
        entry.path = redactor.redact(object.value("path"_L1).toString()).text;
        entry.exists = object.value("exists"_L1).toBool();
        entry.isWritable = object.value("writable"_L1).toBool();
        entry.error = redactor.redact(object.value("error"_L1).toString()).text;
        lines << u"%1: %2"_s.arg(entry.path, entry.isWritable ? u"writable"_s : entry.error);
        access.folders << entry;
    }
    return {access, lines.join(u'\n')};
}

ServiceLog emptyLog()
{
    ServiceLog log;
    log.writer = ServiceLog::Writer::GitLab;
    return log;
}

std::optional<ReadAnswer> llmLog(const QJsonObject &answer, const Redactor &redactor)
{
    const QString error = answer.value("error"_L1).toString();
    if (!error.isEmpty()) {
        // No file: GitLab has not written a line of Duo yet, which is an empty log.
        return error == "there is no such file"_L1 ? std::optional(ReadAnswer{emptyLog(), u"(%1)"_s.arg(error)})
                                                   : std::nullopt;
    }
    const QString text = redactor.redact(cleanText(bytesOf(answer, kMaxFileBytes))).text;
    ServiceLog log = readers::serviceLog(text).value_or(emptyLog());
    log.writer = ServiceLog::Writer::GitLab;
    log.isTruncated = log.isTruncated || answer.value("truncated"_L1).toBool();
    return ReadAnswer{log, text.right(kMaxText)};
}

QLatin1StringView kindOf(const ProbeRequest &request)
{
    // In the order of the variant; empty for what the agent is not asked.
    static constexpr std::array kKinds{"http"_L1, "grpc"_L1,        "file"_L1, "http"_L1, ""_L1,        ""_L1,
                                       "tail"_L1, "environment"_L1, ""_L1,     ""_L1,     "folders"_L1, "trust"_L1};
    static_assert(kKinds.size() == std::variant_size_v<ProbeRequest>);
    return kKinds.at(request.index());
}

} // namespace

AgentOutput readAgentOutput(const QByteArray &output)
{
    AgentOutput read;
    qsizetype at = 0;
    while (at < output.size()) {
        qsizetype end = output.indexOf('\n', at);
        end = end < 0 ? output.size() : end;
        const QByteArray line = QByteArray::fromRawData(output.constData() + at, end - at);
        at = end + 1;
        if (!line.startsWith('{')) {
            continue;
        }
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        const QString kind = object.value("kind"_L1).toString();
        read.hasStarted = read.hasStarted || kind == "start"_L1;
        read.hasEnded = read.hasEnded || kind == "end"_L1;
        const int id = object.value("id"_L1).toInt(-1);
        if (id >= 0 && !read.answers.contains(id)) {
            read.answers.insert(id, object);
        }
    }
    return read;
}

std::optional<ReadAnswer> readAgentAnswer(const ProbeRequest &request, const QJsonObject &answer,
                                          const Redactor &redactor)
{
    const QString kind = answer.value("kind"_L1).toString();
    if (kind.isEmpty() || kind != kindOf(request)) {
        return std::nullopt;
    }
    if (kind == "http"_L1) {
        return ReadAnswer{agentExchange(request, answer, redactor), {}};
    }
    if (kind == "grpc"_L1) {
        return ReadAnswer{grpcHealthFrom(agentExchange(request, answer, redactor)), {}};
    }
    if (kind == "environment"_L1) {
        return environment(answer, redactor);
    }
    if (kind == "folders"_L1) {
        return folders(answer, redactor);
    }
    if (kind == "tail"_L1) {
        return llmLog(answer, redactor);
    }
    return certificateFile(answer, redactor);
}

} // namespace duodoctor
