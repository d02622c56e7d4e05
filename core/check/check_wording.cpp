#include "check/check_wording.h"

#include "check/check_definition.h"
#include "check/reading.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxDetail = 300;

QString wordsForHost(ReachFailure failure)
{
    switch (failure) {
    case ReachFailure::HostNotFound:
        return u"The name of %1 does not resolve for ssh. Check the host in the reach, or add it to ~/.ssh/config, and "
               "try: ssh HOST true."_s;
    case ReachFailure::HostUnreachable:
        return u"No ssh connection to %1 comes about: refused, silent, or no route. Check host and port of the reach "
               "and the way there (VPN, jump host), and try: ssh HOST true."_s;
    case ReachFailure::HostKeyUnknown:
        return u"ssh does not know the host key of %1 yet. Connect once by hand with ssh HOST, compare the fingerprint "
               "with one from its administrator, and accept it only when they agree."_s;
    case ReachFailure::HostKeyChanged:
        return u"The host key of %1 is not the one that ssh remembers. Do not go on until somebody who runs that host "
               "has explained the change. After that, forget the old key with ssh-keygen -R HOST and connect once by "
               "hand."_s;
    case ReachFailure::AuthenticationFailed:
        return u"%1 accepted neither a key nor a password. Check the user of the reach and that the key is loaded "
               "(ssh-add -l), and try: ssh USER@HOST true."_s;
    case ReachFailure::PromptDeclined:
        return u"The way to %1 asks for a password or passphrase, and nobody gave one. Load the key into the "
               "agent with ssh-add, or run again and answer the question."_s;
    case ReachFailure::SudoPasswordNeeded:
        return u"sudo on %1 asks for a password. Have a line like this in a file of /etc/sudoers.d: "
               "USER ALL=(root) NOPASSWD: /usr/bin/gitlab-rails, /usr/bin/gitlab-rake. Or run the command there by "
               "hand "
               "and paste what comes back."_s;
    case ReachFailure::SudoRefused:
        return u"The user may not use sudo for this on %1. See what is allowed with sudo -l, have a line like this in "
               "/etc/sudoers.d: USER ALL=(root) NOPASSWD: /usr/bin/gitlab-rails, /usr/bin/gitlab-rake, or have "
               "somebody "
               "run the command by hand."_s;
    default:
        return {};
    }
}

QString wordsForEngine(ReachFailure failure)
{
    switch (failure) {
    case ReachFailure::EngineMissing:
        return u"Neither docker nor podman is installed where %1 should be. Check the host of the reach and its "
               "engine, and try there: docker version."_s;
    case ReachFailure::EngineUnavailable:
        return u"The container engine for %1 does not answer. See whether it runs: systemctl status docker."_s;
    case ReachFailure::EnginePermission:
        return u"The user may not use the container engine for %1. Use a user of the docker group (see id -nG), "
               "or have somebody run the command by hand; that group is as good as root."_s;
    case ReachFailure::ContainerMissing:
        return u"There is no such container: %1. See what it is called with docker ps --all, and mend the name in the "
               "reach."_s;
    case ReachFailure::ContainerNotRunning:
        return u"It does not run: %1. See why with docker logs --tail 50 NAME, in a cluster with kubectl describe pod "
               "NAME; nothing can be asked inside until it runs."_s;
    case ReachFailure::ClusterUnreachable:
        return u"The cluster of %1 does not answer. Check the context and the way there, and try: kubectl cluster-info."_s;
    case ReachFailure::ClusterForbidden:
        return u"The cluster does not let this user look at %1. It takes get and list on pods, and create on "
               "pods/exec, in that namespace; try: kubectl auth can-i create pods/exec. When it says "
               "Unauthorized, log in to the cluster again."_s;
    case ReachFailure::ContextMissing:
        return u"kubectl does not know the context of %1. See which there are with kubectl config get-contexts, "
               "and mend the reach."_s;
    case ReachFailure::PodMissing:
        return u"No such pod: %1. See what there is with kubectl get pods --all-namespaces, and mend namespace, "
               "name or selector in the reach."_s;
    default:
        return {};
    }
}

QString wordsFor(ReachFailure failure)
{
    switch (failure) {
    case ReachFailure::None:
        return {};
    case ReachFailure::NotConfigured:
        return u"The deployment names no way to look from there. Add a reach to it, or run the command by hand and "
               "paste what comes back."_s;
    case ReachFailure::ByHand:
        return u"Somebody has to run the command there. Paste what comes back."_s;
    case ReachFailure::ClientMissing:
        return u"The program for the way to %1 is not installed here. Install ssh, docker, podman or kubectl, "
               "whichever the reach names, and see that it is found: command -v ssh docker podman kubectl."_s;
    case ReachFailure::InterpreterMissing:
        return u"There is no Python to look with at %1. See what there is with command -v python3 python, or run the "
               "command by hand and paste what comes back."_s;
    case ReachFailure::CommandMissing:
        return u"The command is not installed at %1, so this is no GitLab host, or not the node that runs Rails. Check "
               "the reach; try there: command -v gitlab-rails."_s;
    case ReachFailure::TimedOut:
        return u"The command at %1 did not end in time and was stopped. The place may be busy: look at its load with "
               "uptime, and run again with a longer limit."_s;
    case ReachFailure::Lost:
        return u"The connection to %1 broke while the command ran. Run again; when it breaks again, look at the "
               "network on the way with ssh -v HOST."_s;
    case ReachFailure::Cancelled:
        return u"It was stopped before the answer came. Run again to know."_s;
    case ReachFailure::Other:
        return u"The command could not be run at %1. Try it by hand to see more, and paste what comes back."_s;
    default:
        break;
    }
    const QString ofHost = wordsForHost(failure);
    return ofHost.isEmpty() ? wordsForEngine(failure) : ofHost;
}

} // namespace

QString titleOf(const CheckKey &key)
{
    const CheckDefinition *definition = checkDefinition(key.check);
    if (!definition) {
        const QString title = readingTitle(key.check);
        return title.isEmpty() ? key.check.toString() : title;
    }
    const QString title = QString::fromUtf8(definition->title);
    // Most rows are asked from one place only, and say so themselves.
    if (key.vantage == Vantage::Workstation || definition->vantages.size() == 1) {
        return title;
    }
    return key.vantage == Vantage::GitLab ? u"%1 (seen from GitLab)"_s.arg(title)
                                          : u"%1 (seen from the gateway)"_s.arg(title);
}

QString wordingOf(SkipReason reason)
{
    switch (reason) {
    case SkipReason::None:
        return {};
    case SkipReason::NotConfigured:
        return u"The deployment names nothing to look at here."_s;
    case SkipReason::CompletionDisabled:
        return u"Chat completions were left out of this run."_s;
    case SkipReason::NoReach:
        return u"The deployment names no way to look from there."_s;
    case SkipReason::ReachFailed:
        return u"The way there does not work."_s;
    case SkipReason::ByHand:
        return u"Somebody has to run a command there and paste what comes back."_s;
    case SkipReason::NotApplicable:
        return u"This does not apply to this kind of server or version."_s;
    case SkipReason::Cancelled:
        return u"The run was stopped before this was known."_s;
    }
    return {};
}

QString wordingOf(const Transcript &transcript)
{
    if (transcript.hasRun()) {
        return {};
    }
    const QString place = transcript.place.isEmpty() ? u"the place"_s : transcript.place;
    QString text = wordsFor(transcript.failure);
    text.replace("%1"_L1, place);
    // What the client said comes last: it is foreign, and may say anything.
    const QString detail = transcript.failureDetail.simplified().left(kMaxDetail);
    const bool isTold = !detail.isEmpty() && transcript.failure != ReachFailure::NotConfigured &&
                        transcript.failure != ReachFailure::ByHand && transcript.failure != ReachFailure::Cancelled;
    if (!isTold) {
        return text;
    }
    return text + u" It said: "_s + detail + (detail.endsWith(u'.') ? QString{} : u"."_s);
}

} // namespace duodoctor
