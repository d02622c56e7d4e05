#include "recognise/form_detection.h"

#include "recognise/form_marks.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

struct Detector {
    EvidenceKind kind;
    int (*marks)(const FormText &form);
};

constexpr std::array kDetectors{
    Detector{EvidenceKind::Report, marksOfReport},
    Detector{EvidenceKind::RakeReport, marksOfRake},
    Detector{EvidenceKind::TroubleshootReport, marksOfTroubleshoot},
    Detector{EvidenceKind::CurlVerbose, marksOfCurl},
    Detector{EvidenceKind::OpensslSClient, marksOfOpenSsl},
    Detector{EvidenceKind::Pem, marksOfPem},
    Detector{EvidenceKind::ModelsList, marksOfModelsList},
    Detector{EvidenceKind::ChatCompletion, marksOfCompletion},
    Detector{EvidenceKind::HttpStatus, marksOfStatus},
    Detector{EvidenceKind::Metrics, marksOfMetrics},
    Detector{EvidenceKind::Environment, marksOfEnvironment},
    Detector{EvidenceKind::Compose, marksOfCompose},
    Detector{EvidenceKind::HelmValues, marksOfHelmValues},
    Detector{EvidenceKind::NginxConf, marksOfNginx},
    Detector{EvidenceKind::GitlabRb, marksOfGitlabRb},
    Detector{EvidenceKind::DockerRun, marksOfDockerRun},
    Detector{EvidenceKind::DockerPs, marksOfDockerPs},
    Detector{EvidenceKind::DockerInspect, marksOfDockerInspect},
    Detector{EvidenceKind::KubectlPods, marksOfKubectlPods},
    Detector{EvidenceKind::KubectlDescribe, marksOfKubectlDescribe},
    Detector{EvidenceKind::RailsOutput, marksOfRails},
    Detector{EvidenceKind::GitlabLlmLog, marksOfGitlabLog},
    Detector{EvidenceKind::GatewayLog, marksOfGatewayLog},
    Detector{EvidenceKind::HttpBody, marksOfBody},
    Detector{EvidenceKind::ErrorMessage, marksOfErrorMessage},
};

/// What a command or a file's name says about its output; small, so that the text itself counts for more.
bool isHinted(EvidenceKind kind, const QString &command, const QString &fileName)
{
    struct Hint {
        EvidenceKind kind;
        const char *pattern;
    };
    static const QList<std::pair<EvidenceKind, QRegularExpression>> hints = [] {
        constexpr std::array kHints{
            Hint{EvidenceKind::Environment, R"(\b(env|printenv)\b|\.env$)"},
            Hint{EvidenceKind::OpensslSClient, R"(\bs_client\b)"},
            Hint{EvidenceKind::RakeReport, R"(gitlab-rake|verify_self_hosted_setup)"},
            Hint{EvidenceKind::TroubleshootReport, R"(\btroubleshoot\b)"},
            Hint{EvidenceKind::GitlabLlmLog, R"(llm[\w.-]*\.(log|json)|gitlab-ctl tail)"},
            Hint{EvidenceKind::GatewayLog, R"((docker|podman|kubectl|compose)\b.*\blogs\b|\.log$)"},
            Hint{EvidenceKind::DockerPs, R"((docker|podman|compose)\b.*\bps\b)"},
            Hint{EvidenceKind::DockerInspect, R"((docker|podman)\b.*\binspect\b)"},
            Hint{EvidenceKind::KubectlPods, R"((kubectl|oc)\b.*\bget\b)"},
            Hint{EvidenceKind::KubectlDescribe, R"((kubectl|oc)\b.*\bdescribe\b)"},
            Hint{EvidenceKind::RailsOutput, R"(gitlab-rails|rails (console|runner|c\b))"},
            Hint{EvidenceKind::ModelsList, R"(/models\b)"},
            Hint{EvidenceKind::ChatCompletion, R"(/chat/completions)"},
            Hint{EvidenceKind::Metrics, R"(/metrics\b)"},
            Hint{EvidenceKind::HttpStatus, R"(http_code)"},
            Hint{EvidenceKind::HttpBody, R"(\bcurl\b)"},
            Hint{EvidenceKind::Compose, R"(compose[\w.-]*\.ya?ml)"},
            Hint{EvidenceKind::HelmValues, R"(values[\w.-]*\.ya?ml|helm get values)"},
            Hint{EvidenceKind::NginxConf, R"(nginx[\w.-]*\.conf|nginx -T)"},
            Hint{EvidenceKind::GitlabRb, R"(gitlab\.rb)"},
            Hint{EvidenceKind::Pem, R"(\.(pem|crt|cer|key)$)"},
        };
        QList<std::pair<EvidenceKind, QRegularExpression>> all;
        for (const Hint &hint : kHints) {
            all.append({hint.kind, QRegularExpression(QString::fromLatin1(hint.pattern))});
        }
        return all;
    }();
    constexpr qsizetype kLongestCommand = 2000;
    return std::ranges::any_of(hints, [&](const auto &hint) {
        return hint.first == kind &&
               ((!command.isEmpty() && hint.second.match(command.left(kLongestCommand)).hasMatch()) ||
                (!fileName.isEmpty() && hint.second.match(fileName).hasMatch()));
    });
}

} // namespace

QList<FormGuess> formsOf(const TextSegment &segment, const QString &fileName)
{
    const FormText form(segment.text);
    constexpr int kHint = 20;
    constexpr int kSurest = 100;
    QList<FormGuess> guesses;
    for (const Detector &detector : kDetectors) {
        int confidence = form.lines.isEmpty() ? 0 : detector.marks(form);
        if (isHinted(detector.kind, segment.command, fileName)) {
            confidence = std::min(kSurest, confidence + (confidence > 0 ? kHint : kHint + 10));
        }
        if (confidence > 0) {
            guesses.append({detector.kind, confidence});
        }
    }
    std::ranges::stable_sort(guesses, std::ranges::greater{}, &FormGuess::confidence);
    return guesses;
}

} // namespace duodoctor
