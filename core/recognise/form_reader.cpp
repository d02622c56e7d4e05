#include "recognise/form_reader.h"

#include "recognise/form_exchange.h"
#include "recognise/form_report.h"
#include "recognise/joined_lines.h"
#include "recognise/readers.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Payload = std::optional<Evidence::Payload>;

template <typename T>
Payload asPayload(std::optional<T> value)
{
    return value ? Payload{Evidence::Payload{*std::move(value)}} : Payload{};
}

Payload certificateFile(const TextSegment &segment, const QString &fileName, bool hadPrivateKey)
{
    if (!segment.text.contains("-----BEGIN "_L1) && !hadPrivateKey) {
        return {};
    }
    CertificateFile file;
    file.path = fileName;
    file.bytes = segment.text.toUtf8();
    file.hadPrivateKey = hadPrivateKey;
    return Evidence::Payload{file};
}

/// Whether a line of a configuration file can only be the rest of the one before it.
bool isRestOfLine(EvidenceKind kind, const QString &before, const QString &line)
{
    if (line.isEmpty() || line.front().isSpace() || line.startsWith(u'#') || line.startsWith(u'-')) {
        return false;
    }
    if (kind == EvidenceKind::DockerRun) {
        return !before.endsWith(u'\\');
    }
    static const QRegularExpression key(uR"re(^["']?[\w.-]{1,80}["']?:(?:\s|$))re"_s);
    return !key.match(line.left(200)).hasMatch();
}

/// Joins what a terminal cut at its width. In these forms a line end means something, so only at the widths that
/// terminals have, and only where the next line cannot stand alone.
QString withoutTerminalCuts(EvidenceKind kind, const QString &text)
{
    static constexpr std::array<qsizetype, 14> kWidths{72, 78, 79, 80, 90, 100, 110, 120, 132, 140, 150, 160, 180, 200};
    const bool isOfForm =
        kind == EvidenceKind::Compose || kind == EvidenceKind::HelmValues || kind == EvidenceKind::DockerRun;
    const QStringList lines = text.split(u'\n');
    qsizetype width = 0;
    for (const QString &line : lines) {
        width = std::max(width, line.size());
    }
    if (!isOfForm || std::ranges::find(kWidths, width) == kWidths.end()) {
        return text;
    }
    QString joined = lines.constFirst();
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const bool isCut = lines[i - 1].size() == width && isRestOfLine(kind, lines[i - 1], lines[i]);
        joined += isCut ? lines[i] : u'\n' + lines[i];
    }
    return joined;
}

Payload configuration(EvidenceKind kind, const TextSegment &segment, const QString &fileName)
{
    if (segment.text.trimmed().isEmpty()) {
        return {};
    }
    return Evidence::Payload{ConfigurationText{fileName, withoutTerminalCuts(kind, segment.text)}};
}

/// A form of sentences is tried as it is, and then with its cut lines joined.
template <typename Reader>
auto readWrapped(Reader reader, const QString &text) -> decltype(reader(text))
{
    auto value = reader(text);
    if (!value) {
        const QString joined = joinedAgainst(text);
        return joined == text ? value : reader(joined);
    }
    return value;
}

Payload exchangePayload(EvidenceKind kind, const TextSegment &segment)
{
    switch (kind) {
    case EvidenceKind::HttpStatus:
        return asPayload(readers::httpStatus(segment));
    case EvidenceKind::CurlVerbose:
        return asPayload(readers::curlVerbose(segment));
    case EvidenceKind::OpensslSClient:
        return asPayload(readers::opensslClient(segment));
    default:
        return asPayload(readers::httpBody(segment));
    }
}

/// What a runner printed says nothing without the Ruby that was asked.
QString withQuestion(const TextSegment &segment)
{
    if (!segment.command.contains("rails"_L1)) {
        return segment.text;
    }
    QString command = segment.command;
    return command.replace(u'\n', u' ') + u'\n' + segment.text;
}

Payload servicePayload(EvidenceKind kind, const TextSegment &segment)
{
    const QString &text = segment.text;
    switch (kind) {
    case EvidenceKind::RailsOutput:
        return asPayload(readers::railsAnswers(withQuestion(segment)));
    case EvidenceKind::RakeReport:
        return asPayload(readers::rakeReport(text));
    case EvidenceKind::TroubleshootReport:
        return asPayload(readers::troubleshootReport(text));
    case EvidenceKind::GitlabLlmLog:
    case EvidenceKind::GatewayLog:
        return asPayload(readWrapped(readers::serviceLog, text));
    case EvidenceKind::DockerPs:
        return asPayload(readers::dockerPs(text));
    case EvidenceKind::DockerInspect:
        return asPayload(readWrapped(readers::dockerInspect, text));
    case EvidenceKind::KubectlPods:
        return asPayload(readers::kubectlGet(text));
    case EvidenceKind::KubectlDescribe:
        return asPayload(readers::kubectlDescribe(text));
    case EvidenceKind::Environment:
        return asPayload(readers::environment(text));
    case EvidenceKind::Report:
        return asPayload(readers::earlierReport(text));
    default:
        return asPayload(readWrapped(readers::quotedError, text));
    }
}

} // namespace

std::optional<Evidence::Payload> payloadOf(EvidenceKind kind, const TextSegment &segment, const QString &fileName,
                                           bool hadPrivateKey)
{
    switch (kind) {
    case EvidenceKind::HttpStatus:
    case EvidenceKind::HttpBody:
    case EvidenceKind::CurlVerbose:
    case EvidenceKind::OpensslSClient:
    case EvidenceKind::ModelsList:
    case EvidenceKind::ChatCompletion:
    case EvidenceKind::Metrics:
        return exchangePayload(kind, segment);
    case EvidenceKind::Pem:
        return certificateFile(segment, fileName, hadPrivateKey);
    case EvidenceKind::Compose:
    case EvidenceKind::DockerRun:
    case EvidenceKind::HelmValues:
    case EvidenceKind::NginxConf:
    case EvidenceKind::GitlabRb:
        return configuration(kind, segment, fileName);
    default:
        return servicePayload(kind, segment);
    }
}

} // namespace duodoctor
