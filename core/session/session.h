#pragma once

#include "certificate/chain_picture.h"
#include "check/check_definition.h"
#include "check/check_result.h"
#include "deployment/deployment.h"
#include "deployment/deployment_file.h"
#include "diagnosis/diagnosis.h"
#include "generate/generation.h"
#include "playbook/playbook.h"
#include "practice/practice_deployment.h"
#include "report/report.h"
#include "report/report_writers.h"
#include "secrets/secret_store.h"
#include "session/hand_reading.h"
#include "vantage/prompter.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace duodoctor
{

class Walkthrough;

/// How checks are run, as the user chose.
struct SessionOptions {
    bool completionAllowed = true;
    std::chrono::milliseconds probeLimit{10'000};
};

/// Where a model's key is to be kept.
enum class KeyKeeping { ThisSession, Keyring };

/// One walkthrough: a deployment, its runs, the walked path. The only door through which the window and the command
/// line reach the rest of the core. Nothing here blocks; results come by signal. Thread: the one it was made on, with
/// an event loop.
class Session : public QObject
{
    Q_OBJECT
public:
    explicit Session(QObject *parent = nullptr);
    ~Session() override;

    // The deployment.
    const Deployment &deployment() const;
    /// Replaces it; results of the former one are dropped, and so are keys of models whose endpoint changed. An edited
    /// practice deployment stays the practice.
    void setDeployment(const Deployment &deployment);
    /// @return the file's mistakes; empty when it was opened.
    QList<DeploymentProblem> openDeployment(const QString &path);
    /// @return an error sentence, or empty when saved.
    QString saveDeployment(const QString &path);
    /// The file behind the deployment, empty when there is none.
    QString deploymentPath() const;

    // The practice deployment.
    static QList<PracticeFault> practiceFaults();
    /// Starts it with these faults and makes it the deployment. @return an error sentence, or empty.
    QString startPractice(const QStringList &faultIds);
    bool isPractice() const;
    /// Stops its servers and forgets its deployment.
    void endPractice();

    // Keys of models. Never stored but in the keyring, and only if asked.
    void setModelKey(const QString &model, const SecretText &key, KeyKeeping keeping);
    bool
    hasModelKey(const QString &model) const; ///< given in this session; the keyring is asked only when a run starts
    bool isKeyringAvailable() const;

    // Runs.
    void setOptions(const SessionOptions &options);
    const SessionOptions &options() const;
    /// Every check of this deployment, in the chain's order.
    QList<CheckKey> plannedChecks() const;
    QString checkTitle(const CheckKey &key) const;
    /// Starts these checks; empty: all. A run that is under way is cancelled first. What somebody brought stays where a
    /// run cannot look itself.
    void startChecks(const QList<CheckKey> &only = {});
    void cancelChecks();
    bool isRunning() const;
    /// The latest result of each check, in the chain's order.
    const QList<CheckResult> &results() const;
    const CheckResult *result(const CheckKey &key) const;
    const Diagnosis &diagnosis() const;

    // What a person brings.
    /// The command that somebody can run in the place of this check, and where; none where there is nothing to look at.
    std::optional<HandInstruction> handInstruction(const CheckKey &key) const;
    /// Judges a captured text for this check, and for every other check that it answers. What is recognised and does
    /// not answer the check is read for itself (readCaptured).
    HandReading answerByHand(const CheckKey &key, const ForeignText &text);
    /// Recognises captured texts and adds what they say to the results.
    HandReading readCaptured(const QList<ForeignText> &texts);
    /// Both on another thread, for a window that must not wait: handRead() follows, once, later and in any order.
    /// Nothing comes of it when the deployment is replaced meanwhile.
    /// @return the number of the reading that will follow
    int readLater(const CapturedInput &input, const std::optional<CheckKey> &asked = std::nullopt);

    // Passwords of ssh and sudo.
    /// Who answers their prompts; none: they are declined. Answers that were kept are used before anybody is asked.
    void setPrompter(const Prompter &prompter);
    /// Puts an answer into the keyring, because the user said so; a one-time code is never kept.
    void keepPromptAnswer(const PromptRequest &request, const SecretText &answer);

    /// The certificate chain in this evidence, to be drawn; none where no certificate was seen.
    std::optional<ChainPicture> chainPicture(const Evidence &evidence) const;

    // Words.
    const Playbook &playbook() const;
    /// Reads an organisation's own articles and walks on top of ours. @return what of it cannot be used, one sentence,
    /// or empty.
    QString setPlaybookOverlay(const QString &folder);
    Remedy remedyFor(const Finding &finding) const;
    QString skipReasonText(SkipReason reason) const;
    /// One-look commands for a call, by the place where they are run, with this deployment's values and the version
    /// that was entered or seen.
    QList<QuickCommandGroup> quickCommands() const;
    /// The checks of a first look in an emergency, for startChecks(): variables, health, the newest log lines.
    QList<CheckKey> emergencyChecks() const;

    Walkthrough &walkthrough();

    /// Configuration for this deployment, or which of its keys is missing. A CA bundle is read from disk: some 20 ms.
    Generated generated(GenerationKind kind, const GenerationOptions &options = {}) const;

    // Reports.
    Report report(const QString &command = QStringLiteral("check")) const;
    /// Writes the report atomically. @return an error sentence, or empty.
    QString exportReport(const QString &path, ReportFormat format) const;

Q_SIGNALS:
    void deploymentChanged();
    void runStarted();
    void checkStarted(const duodoctor::CheckKey &key);
    void checkFinished(const duodoctor::CheckResult &result);
    void progressChanged(int done, int total);
    void diagnosisChanged();
    /// After the last result; `cancelled` when Stop ended it.
    void runFinished(bool cancelled);
    /// A text that was given to readLater() has been read, and its results are kept.
    void handRead(const duodoctor::HandReading &reading);
    /// A sentence for the user that is no finding: no keyring runs, a key is missing ...
    void noticeRaised(const QString &sentence);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace duodoctor
