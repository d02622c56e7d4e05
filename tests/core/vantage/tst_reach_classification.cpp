#include "vantage/reach_classification.h"

#include "check/check_wording.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

using Classifier = ReachProblem (*)(const QByteArray &);
using F = ReachFailure;

void addColumns()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<ReachFailure>("failure");
    QTest::addColumn<QString>("words");  ///< part of the line that says so
    QTest::addColumn<QString>("advice"); ///< what the user reads to do
}

void addCase(const char *name, const QByteArray &said, F failure, const QString &words, const QString &advice)
{
    QTest::addRow("%s", name) << said << failure << words << advice;
}

QByteArray sentence(const ReachProblem &problem)
{
    Transcript transcript;
    transcript.failure = problem.failure;
    transcript.failureDetail = problem.words;
    transcript.place = u"aigw.example.com"_s;
    return wordingOf(transcript).toUtf8();
}

} // namespace

class TestReachClassification : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sshIsUnderstood_data()
    {
        addColumns();
        const QString loadKey = u"ssh-add -l"_s;
        addCase("no key was accepted",
                "Warning: Permanently added 'a' (ED25519) to the list of known hosts.\r\n"
                "ada@aigw: Permission denied (publickey).\r\n",
                F::AuthenticationFailed, u"Permission denied (publickey)."_s, loadKey);
        addCase("no password was accepted",
                "Permission denied, please try again.\r\nada@aigw: Permission denied (publickey,password).\r\n",
                F::AuthenticationFailed, u"Permission denied"_s, loadKey);
        addCase("too many keys",
                "Received disconnect from 10.0.0.4 port 22:2: Too many authentication failures\r\n"
                "Disconnected from 10.0.0.4 port 22\r\n",
                F::AuthenticationFailed, u"Too many authentication failures"_s, loadKey);
        addCase("agent refuses",
                "sign_and_send_pubkey: signing failed for ED25519 \"/home/ada/.ssh/id\" from agent: agent refused "
                "operation\r\nada@aigw: Permission denied (publickey).\r\n",
                F::AuthenticationFailed, u"Permission denied"_s, loadKey);
        addCase("unknown key",
                "No ED25519 host key is known for aigw and you have requested strict checking.\r\n"
                "Host key verification failed.\r\n",
                F::HostKeyUnknown, u"No ED25519 host key is known"_s, u"compare the fingerprint"_s);
        addCase("unknown key, short", "Host key verification failed.\r\n", F::HostKeyUnknown,
                u"Host key verification failed."_s, u"compare the fingerprint"_s);
        addCase("changed key",
                "@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\r\n"
                "@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\r\n"
                "@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\r\n"
                "IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!\r\n"
                "The fingerprint for the ED25519 key sent by the remote host is\r\nSHA256:abc.\r\n"
                "Offending ED25519 key in /home/ada/.ssh/known_hosts:7\r\n"
                "Host key for aigw has changed and you have requested strict checking.\r\n"
                "Host key verification failed.\r\n",
                F::HostKeyChanged, u"known_hosts:7"_s, u"ssh-keygen -R"_s);
        addCase("no such name", "ssh: Could not resolve hostname aigw: Name or service not known\r\n", F::HostNotFound,
                u"Could not resolve hostname aigw"_s, u"~/.ssh/config"_s);
        addCase("no name server", "ssh: Could not resolve hostname aigw: Temporary failure in name resolution\r\n",
                F::HostNotFound, u"Temporary failure"_s, u"~/.ssh/config"_s);
        const QString wayThere = u"Check host and port of the reach"_s;
        addCase("refused", "ssh: connect to host aigw port 22: Connection refused\r\n", F::HostUnreachable,
                u"port 22: Connection refused"_s, wayThere);
        addCase("silent", "ssh: connect to host aigw port 22: Connection timed out\r\n", F::HostUnreachable,
                u"Connection timed out"_s, wayThere);
        addCase("silent, on a Mac", "ssh: connect to host aigw port 22: Operation timed out\r\n", F::HostUnreachable,
                u"Operation timed out"_s, wayThere);
        addCase("no route", "ssh: connect to host aigw port 22: No route to host\r\n", F::HostUnreachable,
                u"No route to host"_s, wayThere);
        addCase("closed early", "kex_exchange_identification: Connection closed by remote host\r\n", F::HostUnreachable,
                u"kex_exchange_identification"_s, wayThere);
        addCase("says nothing", "Connection timed out during banner exchange\r\n", F::HostUnreachable,
                u"banner exchange"_s, wayThere);
        addCase("another age",
                "Unable to negotiate with 10.0.0.4 port 22: no matching host key type found. Their offer: ssh-rsa\r\n",
                F::HostUnreachable, u"ssh-rsa"_s, wayThere);
        addCase("behind a jump host",
                "channel 0: open failed: connect failed: Connection refused\r\n"
                "stdio forwarding failed\r\nConnection closed by UNKNOWN port 65535\r\n",
                F::HostUnreachable, u"Connection refused"_s, wayThere);
        addCase("key of the jump host",
                "ada@gate: Permission denied (publickey).\r\n"
                "Connection closed by UNKNOWN port 65535\r\n",
                F::AuthenticationFailed, u"ada@gate"_s, loadKey);
        addCase("broke", "client_loop: send disconnect: Broken pipe\r\n", F::Lost, u"Broken pipe"_s, u"Run again"_s);
        addCase("went silent", "Timeout, server aigw not responding.\r\n", F::Lost, u"not responding"_s,
                u"Run again"_s);
        addCase("a mistake in the user's file", "/home/ada/.ssh/config: line 3: Bad configuration option: hostnme\r\n",
                F::None, QString(), QString());
        addCase("nothing", QByteArray(), F::None, QString(), QString());
    }
    void sshIsUnderstood() { check(classifySsh); }

    void sudoIsUnderstood_data()
    {
        addColumns();
        const QString free = u"NOPASSWD"_s;
        const QString rights = u"sudo -l"_s;
        addCase("password", "sudo: a password is required\n", F::SudoPasswordNeeded, u"a password is required"_s, free);
        addCase("password, sudo-rs", "sudo: interactive authentication is required\n", F::SudoPasswordNeeded,
                u"interactive authentication"_s, free);
        addCase("terminal",
                "sudo: a terminal is required to read the password; either use the -S option to read from standard "
                "input or configure an askpass helper\nsudo: a password is required\n",
                F::SudoPasswordNeeded, u"password is required"_s, free);
        addCase("terminal, older", "sudo: no tty present and no askpass program specified\n", F::SudoPasswordNeeded,
                u"no tty present"_s, free);
        addCase("wrong password",
                "Sorry, try again.\nsudo: no password was provided\nsudo: 1 incorrect password attempt\n",
                F::SudoPasswordNeeded, u"no password"_s, free);
        addCase("wrong password, sudo-rs",
                "sudo: Authentication failed, try again.\nsudo: Maximum 3 incorrect authentication attempts\n",
                F::SudoPasswordNeeded, u"incorrect authentication attempts"_s, free);
        addCase("needs a terminal for all", "sudo: sorry, you must have a tty to run sudo\n", F::SudoRefused,
                u"must have a tty"_s, rights);
        addCase("not in sudoers", "ada is not in the sudoers file.  This incident will be reported.\n", F::SudoRefused,
                u"not in the sudoers file"_s, rights);
        addCase("not this command", "Sorry, user ada is not allowed to execute '/usr/bin/sh -c x' as root on gitlab.\n",
                F::SudoRefused, u"not allowed to execute"_s, rights);
        addCase("not here", "Sorry, user ada may not run sudo on gitlab.\n", F::SudoRefused, u"may not run"_s, rights);
        addCase("sudo-rs refuses", "sudo: I'm sorry ada. I'm afraid I can't do that\n", F::SudoRefused,
                u"I'm sorry ada"_s, rights);
        addCase("no sudo", "sudo: command not found\n", F::SudoRefused, u"command not found"_s, rights);
        addCase("container without rights",
                "sudo: The \"no new privileges\" flag is set, which prevents sudo from running as root.\n",
                F::SudoRefused, u"no new privileges"_s, rights);
        addCase("not set up",
                "sudo: effective uid is not 0, is /usr/bin/sudo on a file system with the 'nosuid' "
                "option set or an NFS file system without root privileges?\n",
                F::SudoRefused, u"effective uid"_s, rights);
        addCase("expired", "sudo: Account or password is expired, reset your password and try again\n", F::SudoRefused,
                u"expired"_s, rights);
        addCase("only a warning", "sudo: unable to resolve host gitlab: Name or service not known\n", F::None,
                QString(), QString());
    }
    void sudoIsUnderstood() { check(classifySudo); }

    void enginesAreUnderstood_data()
    {
        addColumns();
        const QString isItRunning = u"systemctl status docker"_s;
        const QString group = u"id -nG"_s;
        const QString names = u"docker ps --all"_s;
        const QString logs = u"docker logs --tail 50"_s;
        addCase("daemon",
                "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon "
                "running?\n",
                F::EngineUnavailable, u"Cannot connect to the Docker daemon"_s, isItRunning);
        addCase("daemon, 29",
                "failed to connect to the docker API at unix:///var/run/docker.sock; check if the path "
                "is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: no such "
                "file or directory\n",
                F::EngineUnavailable, u"failed to connect"_s, isItRunning);
        addCase("context of docker", "unable to resolve docker endpoint: context \"x\": context not found\n",
                F::EngineUnavailable, u"docker endpoint"_s, isItRunning);
        addCase("podman's socket",
                "Cannot connect to Podman. Please verify your connection to the Linux system using "
                "`podman system connection list`\n",
                F::EngineUnavailable, u"Cannot connect to Podman"_s, isItRunning);
        addCase("socket",
                "permission denied while trying to connect to the Docker daemon socket at "
                "unix:///var/run/docker.sock: Get \"http://%2Fvar%2Frun%2Fdocker.sock/v1.45/containers/a/"
                "json\": dial unix /var/run/docker.sock: connect: permission denied\n",
                F::EnginePermission, u"permission denied"_s, group);
        addCase("socket, older",
                "Got permission denied while trying to connect to the Docker daemon socket at "
                "unix:///var/run/docker.sock: dial unix /var/run/docker.sock: connect: permission "
                "denied\n",
                F::EnginePermission, u"permission denied"_s, group);
        addCase("socket, 29",
                "permission denied while trying to connect to the docker API at unix:///var/run/docker.sock\n",
                F::EnginePermission, u"permission denied"_s, group);
        addCase("no container", "Error response from daemon: No such container: gitlab-aigw\n", F::ContainerMissing,
                u"No such container: gitlab-aigw"_s, names);
        addCase("no container, podman",
                "Error: no container with name or ID \"gitlab-aigw\" found: no such container\n", F::ContainerMissing,
                u"gitlab-aigw"_s, names);
        addCase("no object", "Error: No such object: gitlab-aigw\n", F::ContainerMissing, u"gitlab-aigw"_s, names);
        addCase("stopped", "Error response from daemon: container 5f0 is not running\n", F::ContainerNotRunning,
                u"is not running"_s, logs);
        addCase("stopped, older", "Error response from daemon: Container 5f0 is not running\n", F::ContainerNotRunning,
                u"is not running"_s, logs);
        addCase("stopped, podman",
                "Error: can only create exec sessions on running containers: container state improper\n",
                F::ContainerNotRunning, u"running containers"_s, logs);
        addCase("restarts",
                "Error response from daemon: Container 5f0 is restarting, wait until the container is "
                "running\n",
                F::ContainerNotRunning, u"restarting"_s, logs);
        addCase("paused", "Error response from daemon: Container 5f0 is paused, unpause the container before exec\n",
                F::ContainerNotRunning, u"paused"_s, logs);
        const QString program = u"command -v gitlab-rails"_s;
        addCase("no program",
                "OCI runtime exec failed: exec failed: unable to start container process: exec: \"sh\": "
                "executable file not found in $PATH: unknown\n",
                F::CommandMissing, u"executable file not found"_s, program);
        addCase("no program, by path",
                "OCI runtime exec failed: exec failed: unable to start container process: exec: "
                "\"/bin/sh\": stat /bin/sh: no such file or directory: unknown\n",
                F::CommandMissing, u"/bin/sh"_s, program);
        addCase("no program, crun",
                "Error: crun: executable file `sh` not found in $PATH: No such file or directory: "
                "OCI runtime attempted to invoke a command that was not found\n",
                F::CommandMissing, u"`sh`"_s, program);
        addCase("a warning", "Emulate Docker CLI using podman. Create /etc/containers/nodocker to quiet msg.\n",
                F::None, QString(), QString());
    }
    void enginesAreUnderstood() { check(classifyEngine); }

    void kubectlIsUnderstood_data()
    {
        addColumns();
        const QString contexts = u"kubectl config get-contexts"_s;
        const QString rights = u"kubectl auth can-i"_s;
        const QString pods = u"kubectl get pods"_s;
        const QString cluster = u"kubectl cluster-info"_s;
        const QString why = u"kubectl describe pod"_s;
        addCase("context", "error: context \"prod\" does not exist\n", F::ContextMissing, u"\"prod\""_s, contexts);
        addCase("context of the file", "Error in configuration: context was not found for specified context: prod\n",
                F::ContextMissing, u"prod"_s, contexts);
        addCase("no context", "error: current-context is not set\n", F::ContextMissing, u"current-context"_s, contexts);
        addCase("who are you", "error: You must be logged in to the server (Unauthorized)\n", F::ClusterForbidden,
                u"Unauthorized"_s, u"log in to the cluster again"_s);
        addCase("unauthorized", "error: Unauthorized\n", F::ClusterForbidden, u"Unauthorized"_s,
                u"log in to the cluster again"_s);
        addCase("forbidden",
                "Error from server (Forbidden): pods is forbidden: User \"ada\" cannot list resource "
                "\"pods\" in API group \"\" in the namespace \"gitlab\"\n",
                F::ClusterForbidden, u"cannot list resource"_s, rights);
        addCase("forbidden to exec",
                "Error from server (Forbidden): pods \"aigw-1\" is forbidden: User \"ada\" cannot "
                "create resource \"pods/exec\" in API group \"\" in the namespace \"gitlab\"\n",
                F::ClusterForbidden, u"pods/exec"_s, rights);
        addCase("no pod", "Error from server (NotFound): pods \"aigw-1\" not found\n", F::PodMissing, u"aigw-1"_s,
                pods);
        addCase("no namespace", "Error from server (NotFound): namespaces \"gitlb\" not found\n", F::PodMissing,
                u"gitlb"_s, pods);
        addCase("no container", "error: unable to upgrade connection: container not found (\"ai-gateway\")\n",
                F::ContainerNotRunning, u"container not found"_s, why);
        addCase("no such container", "Error from server (BadRequest): container sidecar is not valid for pod aigw-1\n",
                F::ContainerNotRunning, u"sidecar"_s, why);
        addCase("completed", "error: cannot exec into a container in a completed pod; current phase is Succeeded\n",
                F::ContainerNotRunning, u"completed pod"_s, why);
        addCase("refused",
                "The connection to the server 10.0.0.9:6443 was refused - did you specify the right host or "
                "port?\n",
                F::ClusterUnreachable, u"was refused"_s, cluster);
        addCase("silent", "Unable to connect to the server: dial tcp 10.0.0.9:6443: i/o timeout\n",
                F::ClusterUnreachable, u"i/o timeout"_s, cluster);
        addCase("no such server",
                "Unable to connect to the server: dial tcp: lookup api.example.com on 10.0.0.2:53: no such host\n",
                F::ClusterUnreachable, u"no such host"_s, cluster);
        addCase("certificate",
                "Unable to connect to the server: tls: failed to verify certificate: x509: certificate "
                "signed by unknown authority\n",
                F::ClusterUnreachable, u"x509"_s, cluster);
        addCase("helper of the kubeconfig",
                "Unable to connect to the server: getting credentials: exec: executable aws not found\n",
                F::ClusterUnreachable, u"aws"_s, cluster);
        addCase("helper that is a path",
                "Unable to connect to the server: getting credentials: exec: fork/exec /opt/login: no such file or "
                "directory\n",
                F::ClusterUnreachable, u"/opt/login"_s, cluster);
        addCase("node",
                "Error from server: error dialing backend: dial tcp 10.0.1.7:10250: connect: no route to "
                "host\n",
                F::ClusterUnreachable, u"10250"_s, cluster);
        addCase("no program",
                "error: Internal error occurred: error executing command in container: failed to exec in container: "
                "OCI runtime exec failed: exec failed: unable to start container process: exec: \"sh\": executable "
                "file not found in $PATH: unknown\n",
                F::CommandMissing, u"executable file not found"_s, u"command -v"_s);
        addCase("a remark", "Defaulted container \"ai-gateway\" out of: ai-gateway, init (init)\n", F::None, QString(),
                QString());
    }
    void kubectlIsUnderstood() { check(classifyKubectl); }

    void everyFailureSaysWhatToDo_data()
    {
        QTest::addColumn<ReachFailure>("failure");
        for (int i = static_cast<int>(F::None) + 1; i <= static_cast<int>(F::Other); ++i) {
            const auto failure = static_cast<F>(i);
            QTest::addRow("%s", toWire(failure).data()) << failure;
        }
    }
    void everyFailureSaysWhatToDo()
    {
        QFETCH(ReachFailure, failure);
        const QString text = QString::fromUtf8(sentence({failure, u"its own words"_s}));
        static const QRegularExpression doing(
            u"\\b(Check|Connect|Do not|Load|Have|See|Use|Run|Install|Paste|Add|Try|Look|mend)\\b"_s,
            QRegularExpression::CaseInsensitiveOption);
        QVERIFY2(text.contains(doing), qPrintable(text));
        QVERIFY2(text.size() > 40 && text.endsWith(u'.'), qPrintable(text));
        QVERIFY2(!text.contains(u'%'), qPrintable(text));
    }

    void hostileWordsStayOneBoundedLine()
    {
        const QByteArray said = QByteArray(2'000'000, '\n') + "\x1b]0;title\x07" + QByteArray(5000, 'x') +
                                ": Connection refused\r\n" + QByteArray("\xff\xfe\0", 3);
        QElapsedTimer clock;
        clock.start();
        const ReachProblem problem = classifySsh(said);
        QCOMPARE(problem.failure, F::None); // beyond the 300 characters that are looked at
        QVERIFY(clock.elapsed() < 20'000);
        const ReachProblem coloured = classifySsh("\x1b[31mssh: Connection refused\x1b[0m\r\n");
        QCOMPARE(coloured.failure, F::HostUnreachable);
        QVERIFY(!coloured.words.contains(QChar(0x1b)));
        QVERIFY(lastLine(QByteArray(100'000, 'y')).size() <= 300);
    }

    void questionsAreToldApart_data()
    {
        QTest::addColumn<QString>("question");
        QTest::addColumn<int>("form");
        const auto add = [](const char *name, const QString &question, PromptForm form) {
            QTest::addRow("%s", name) << question << static_cast<int>(form);
        };
        add("key",
            u"The authenticity of host 'a (10.0.0.4)' can't be established. ED25519 key fingerprint is "
            "SHA256:x. Are you sure you want to continue connecting (yes/no/[fingerprint])? "_s,
            PromptForm::HostKey);
        add("key once more", u"Please type 'yes', 'no' or the fingerprint: "_s, PromptForm::HostKey);
        add("agent", u"Allow use of key /home/ada/.ssh/id?"_s, PromptForm::Confirmation);
        add("passphrase", u"Enter passphrase for key '/home/ada/.ssh/id_ed25519': "_s, PromptForm::Passphrase);
        add("PIN", u"Enter PIN for 'OpenSC Card': "_s, PromptForm::Passphrase);
        add("password", u"ada@aigw's password: "_s, PromptForm::Password);
        add("password of a server", u"(ada@aigw) Password: "_s, PromptForm::Password);
        add("code", u"(ada@aigw) Verification code: "_s, PromptForm::OneTimeCode);
        add("code, otherwise", u"(ada@aigw) Duo two-factor login. Passcode or option (1-3): "_s,
            PromptForm::OneTimeCode);
        add("anything", u"(ada@aigw) What is your quest? "_s, PromptForm::OneTimeCode);
        add("nothing", QString(), PromptForm::OneTimeCode);
    }
    void questionsAreToldApart()
    {
        QFETCH(QString, question);
        QFETCH(int, form);
        QCOMPARE(static_cast<int>(classifyPrompt(question)), form);
    }

    void interpretersAreNoOrdinaryPrograms()
    {
        for (const QString &name : {u"python3"_s, u"/usr/bin/python3.11"_s, u"sh"_s, u"/opt/x/ruby"_s}) {
            QCOMPARE(missingProgram(name), F::InterpreterMissing);
        }
        for (const QString &name : {u"gitlab-rails"_s, u"shred"_s, u"/python/x"_s, QString()}) {
            QCOMPARE(missingProgram(name), F::CommandMissing);
        }
    }

private:
    void check(Classifier classifier)
    {
        QFETCH(QByteArray, said);
        QFETCH(ReachFailure, failure);
        QFETCH(QString, words);
        QFETCH(QString, advice);
        const ReachProblem problem = classifier("Welcome to this machine.\n" + said);
        QVERIFY2(problem.failure == failure, toWire(problem.failure).data());
        QVERIFY2(problem.words.contains(words), qPrintable(problem.words));
        if (failure != F::None) {
            const QByteArray text = sentence(problem);
            QVERIFY2(text.contains(advice.toUtf8()), text.constData());
            QVERIFY2(text.contains(words.toUtf8()), text.constData());
        }
    }
};

DUODOCTOR_TEST_MAIN(TestReachClassification)
#include "tst_reach_classification.moc"
