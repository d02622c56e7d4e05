#include "recognise/form_reader.h"

#include "recognise/clean_text.h"
#include "recognise/form_exchange.h"
#include "recognise/form_report.h"
#include "recognise/readers.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Payload = std::optional<Evidence::Payload>;

template <typename T> Payload asPayload(std::optional<T> value)
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

Payload configuration(const TextSegment &segment, const QString &fileName)
{
    if (segment.text.trimmed().isEmpty()) {
        return {};
    }
    return Evidence::Payload{ConfigurationText{fileName, segment.text}};
}

/// A form of sentences is tried as it is, and then with its cut lines joined.
template <typename Reader> auto readWrapped(Reader reader, const QString &text) -> decltype(reader(text))
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
        return configuration(segment, fileName);
    default:
        return servicePayload(kind, segment);
    }
}

} // namespace duodoctor
