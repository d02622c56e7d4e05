#include "recognise/recogniser.h"

#include "evidence/redactor.h"
#include "recognise/clean_text.h"
#include "recognise/form_detection.h"
#include "recognise/form_division.h"
#include "recognise/form_reader.h"
#include "recognise/joined_lines.h"
#include "recognise/private_keys.h"
#include "recognise/segments.h"
#include "recognise/surroundings.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMostBytes = 64 * 1024 * 1024;
constexpr qsizetype kMostShown = 64 * 1024;

/// How a person calls the form, for the sentence that says what is missing.
QString formName(EvidenceKind kind)
{
    return u"the form \"%1\""_s.arg(toWire(kind));
}

constexpr int kSure = 60;

bool isConfiguration(EvidenceKind kind)
{
    static constexpr std::array kFiles{EvidenceKind::Compose, EvidenceKind::DockerRun, EvidenceKind::HelmValues,
                                       EvidenceKind::NginxConf, EvidenceKind::GitlabRb};
    return std::ranges::find(kFiles, kind) != kFiles.end();
}

FormGuess surestOf(const TextSegment &segment, const QString &fileName)
{
    const QList<FormGuess> guesses = formsOf(segment, fileName);
    return guesses.isEmpty() ? FormGuess{} : guesses.constFirst();
}

bool isLog(const FormGuess &guess)
{
    return guess.confidence >= kSure &&
           (guess.kind == EvidenceKind::GitlabLlmLog || guess.kind == EvidenceKind::GatewayLog);
}

/// Without times before its lines, unless they belong to a log, which needs them.
QString withoutForeignTimes(const QString &text)
{
    const QString bare = withoutLinePrefixes(text);
    if (bare.size() == text.size()) {
        return text;
    }
    const FormGuess guess = surestOf({{}, {}, bare, false}, {});
    const FormGuess asItIs = surestOf({{}, {}, text, false}, {});
    const QList<TextSegment> segments = segmentsOf(bare.left(64 * 1024));
    const bool isPromptFirst = !segments.isEmpty() && !segments.constFirst().command.isEmpty();
    const bool isUseful = guess.confidence >= kSure || guess.confidence > asItIs.confidence || isPromptFirst;
    const bool hasOwnTimes = bare.trimmed().startsWith(u'{');
    return isUseful && (hasOwnTimes || !(isLog(guess) && isLog(asItIs))) ? bare : text;
}

Redaction redactedText(const ForeignText &foreign, const Redactor &redactor)
{
    int removed = 0;
    const QString clean = withoutForeignTimes(cleanText(foreign.bytes.left(kMostBytes)));
    const QString keyless = withoutPrivateKeys(clean, removed);
    Redaction redaction = redactor.redact(keyless);
    removed += redaction.removed;
    constexpr qsizetype kMostJoined = 1024 * 1024;
    if (redaction.removed > 0 && keyless.size() < kMostJoined) {
        const QString joined = joinedAgainst(keyless);
        if (joined != keyless) {
            redaction.text = withoutCutSecrets(redaction.text, redactor.redact(joined).text, removed);
        }
    }
    if (keyless.size() < kMostJoined) {
        redaction.text = withoutSecretsAcrossLines(redaction.text, keyless, redactor, removed);
    }
    redaction.removed = removed;
    return redaction;
}

Vantage vantageOf(EvidenceKind kind, const TextSegment &segment)
{
    static const QRegularExpression inside(
        uR"(\b(?:docker|podman|nerdctl|kubectl|oc)\b.{0,200}?\b(?:exec|run|logs|inspect|ps)\b)"_s);
    static const QRegularExpression rails(uR"(gitlab-(?:rails|rake|ctl|psql))"_s);
    static const QRegularExpression containerHost(uR"(^[0-9a-f]{12}$|aigw|ai-gateway|aigateway)"_s);
    const QString command = segment.command.left(2000);
    if (rails.match(command).hasMatch()) {
        return Vantage::GitLab;
    }
    if (inside.match(command).hasMatch() || containerHost.match(segment.host.left(128)).hasMatch()) {
        return Vantage::Gateway;
    }
    switch (kind) {
    case EvidenceKind::RailsOutput:
    case EvidenceKind::RakeReport:
    case EvidenceKind::GitlabLlmLog:
    case EvidenceKind::GitlabRb:
        return Vantage::GitLab;
    case EvidenceKind::TroubleshootReport:
    case EvidenceKind::GatewayLog:
    case EvidenceKind::Environment:
    case EvidenceKind::DockerPs:
    case EvidenceKind::DockerInspect:
    case EvidenceKind::KubectlPods:
    case EvidenceKind::KubectlDescribe:
    case EvidenceKind::Compose:
    case EvidenceKind::DockerRun:
    case EvidenceKind::HelmValues:
    case EvidenceKind::NginxConf:
        return Vantage::Gateway;
    default:
        break;
    }
    return segment.host.contains("gitlab"_L1, Qt::CaseInsensitive) ? Vantage::GitLab : Vantage::Workstation;
}

class Recognition
{
public:
    Recognition(const ForeignText &foreign, const Redactor &redactor)
        : m_foreign(foreign)
        , m_redaction(redactedText(foreign, redactor))
    {
    }

    QList<EvidencePtr> run()
    {
        const QList<TextSegment> segments = segmentsOf(m_redaction.text);
        if (m_foreign.as) {
            readAs(*m_foreign.as, segments);
        } else {
            for (const TextSegment &segment : segments) {
                for (const TextSegment &part : dividedByForm(segment)) {
                    read(part);
                }
            }
            if (m_found.isEmpty() && segments.size() > 1) {
                read({{}, {}, m_redaction.text, false});
            }
        }
        if (m_found.isEmpty()) {
            m_found.append(unrecognised());
        }
        countSecrets();
        return {m_found.begin(), m_found.end()};
    }

private:
    using Piece = std::shared_ptr<Evidence>;

    /// The user says what it is: the command lines go, and the rest is read as one, else whole.
    void readAs(EvidenceKind kind, const QList<TextSegment> &segments)
    {
        QStringList outputs;
        TextSegment whole;
        for (const TextSegment &segment : segments) {
            outputs << segment.text;
            whole.command = whole.command.isEmpty() ? segment.command : whole.command;
            whole.host = whole.host.isEmpty() ? segment.host : whole.host;
        }
        whole.text = outputs.join(u'\n');
        if (take(kind, whole)) {
            return;
        }
        whole.text = m_redaction.text;
        if (!take(kind, whole)) {
            m_reason = u"it could not be read as %1"_s.arg(toWire(kind));
        }
    }

    void read(const TextSegment &segment)
    {
        if (readCommand(segment)) {
            return;
        }
        const TextSegment bare = withoutWords(segment);
        const QList<FormGuess> guesses = formsOf(bare, m_foreign.name);
        for (const FormGuess &guess : guesses) {
            if (take(guess.kind, bare)) {
                return;
            }
            if (guess.confidence >= kSure) {
                m_reason = u"it looks like %1 and holds nothing that could be read as that"_s.arg(formName(guess.kind));
                return; // a surer form that cannot be read is no other form
            }
        }
    }

    /// Without a person's words around it, where that makes it clearer what the rest is.
    TextSegment withoutWords(const TextSegment &segment) const
    {
        TextSegment bare = segment;
        bare.text = withoutWordsAround(segment.text);
        if (bare.text.size() == segment.text.size()) {
            return segment;
        }
        const FormGuess with = surestOf(segment, m_foreign.name);
        const FormGuess without = surestOf(bare, m_foreign.name);
        const bool isFile = isConfiguration(without.kind) && without.kind == with.kind;
        return without.confidence > with.confidence || isFile ? bare : segment;
    }

    /// A `docker run` is evidence itself.
    bool readCommand(const TextSegment &segment)
    {
        static const QRegularExpression run(uR"(^(?:sudo )?(?:docker|podman|nerdctl)(?: container)? run\b)"_s);
        if (!run.match(segment.command.left(200)).hasMatch() ||
            !(segment.command.contains("AIGW_"_L1) || segment.command.contains("model-gateway"_L1))) {
            return false;
        }
        const bool isPartOfScript = segment.isCommandAlone && segment.text.contains(" -"_L1);
        take(EvidenceKind::DockerRun,
             {segment.host, segment.command, isPartOfScript ? segment.command + u'\n' + segment.text : segment.command,
              false});
        if (!segment.text.trimmed().isEmpty() && !isPartOfScript) {
            read({segment.host, {}, segment.text, false});
        }
        return true;
    }

    bool take(EvidenceKind kind, const TextSegment &segment)
    {
        const bool hadKey = segment.text.contains("[redacted: private key"_L1);
        std::optional<Evidence::Payload> payload = payloadOf(kind, segment, m_foreign.name, hadKey);
        if (!payload) {
            return false;
        }
        auto evidence = std::make_shared<Evidence>();
        evidence->kind = kind;
        if (const auto *log = std::get_if<ServiceLog>(&*payload)) {
            evidence->kind =
                log->writer == ServiceLog::Writer::GitLab ? EvidenceKind::GitlabLlmLog : EvidenceKind::GatewayLog;
        }
        evidence->source = m_foreign.source;
        evidence->vantage = m_foreign.vantage.value_or(vantageOf(evidence->kind, segment));
        evidence->takenAt = m_foreign.takenAt;
        evidence->command = segment.command.left(1000);
        evidence->text = segment.text.left(kMostShown);
        evidence->payload = *std::move(payload);
        m_found.append(evidence);
        return true;
    }

    Piece unrecognised() const
    {
        auto evidence = std::make_shared<Evidence>();
        evidence->kind = EvidenceKind::Unrecognised;
        evidence->source = m_foreign.source;
        evidence->vantage = m_foreign.vantage.value_or(Vantage::Workstation);
        evidence->takenAt = m_foreign.takenAt;
        evidence->text = m_redaction.text.left(kMostShown);
        evidence->payload = UnrecognisedText{evidence->text, m_reason};
        return evidence;
    }

    /// Each piece counts the marks that it shows; what was taken out of dropped text counts for the first.
    void countSecrets()
    {
        if (m_redaction.removed == 0) {
            return;
        }
        int counted = 0;
        for (const Piece &piece : std::as_const(m_found)) {
            piece->secretsRemoved =
                static_cast<int>(piece->text.count(kRedactionMark) + piece->command.count(kRedactionMark));
            counted += piece->secretsRemoved;
        }
        if (counted == 0) {
            m_found.constFirst()->secretsRemoved = m_redaction.removed;
        }
    }

    const ForeignText &m_foreign;
    Redaction m_redaction;
    QList<Piece> m_found;
    QString m_reason;
};

} // namespace

QList<EvidencePtr> recognise(const ForeignText &foreign, const Redactor &redactor)
{
    return Recognition(foreign, redactor).run();
}

} // namespace duodoctor
