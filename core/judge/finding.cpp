#include "judge/finding.h"

#include "judge/finding_vocabulary.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

QLatin1StringView toWire(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return "info"_L1;
    case Severity::Warning:
        return "warning"_L1;
    case Severity::Error:
        return "error"_L1;
    }
    return {};
}

std::optional<Severity> severityFromWire(QStringView text)
{
    for (const Severity severity : {Severity::Info, Severity::Warning, Severity::Error}) {
        if (text == toWire(severity)) {
            return severity;
        }
    }
    return std::nullopt;
}

Finding makeFinding(FindingId id, Arguments arguments)
{
    const FindingDefinition *definition = findingDefinition(id);
    Q_ASSERT(definition);
    Finding finding;
    finding.id = id;
    finding.severity = definition->severity;
    finding.arguments = std::move(arguments);
    return finding;
}

Finding makeFinding(FindingId id, Severity severity, Arguments arguments)
{
    Finding finding = makeFinding(id, std::move(arguments));
    Q_ASSERT(severity <= finding.severity);
    finding.severity = severity;
    return finding;
}

} // namespace duodoctor
