#include "ssh_harness.h"

#include "app/askpass_client.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr int kVictimWords = 8; ///< before those of the command

/// Runs the command until it is killed.
int beVictim(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    Reach reach = localReach();
    Reach host;
    host.via = ReachVia::Ssh;
    host.host = u"127.0.0.1"_s;
    host.port = words.at(3).toInt();
    host.user = words.at(4);
    host.sudo = true;
    if (host.port > 0) {
        reach = host;
    }
    if (const QString container = words.at(5); !container.isEmpty()) {
        reach = podmanReach(container);
        reach.on = host.port > 0 ? std::make_shared<const Reach>(host) : nullptr;
    }
    ReachEnvironment environment = plainEnvironment();
    environment.sshOptions = words.at(2).isEmpty() ? QStringList() : QStringList{u"-F"_s, words.at(2)};
    environment.askpassProgram = QCoreApplication::applicationFilePath();
    environment.prompter = Answering{words.at(6).toUtf8()}.prompter();
    Reacher reacher(environment);
    Command command = commandOf(words.mid(kVictimWords));
    command.isElevated = words.at(7) == "elevated"_L1;
    command.limit = 100s;
    const auto running = reacher.run(reach, command);
    return QCoreApplication::exec();
}

} // namespace

Reach sshReach(const SshServer &server)
{
    Reach reach;
    reach.via = ReachVia::Ssh;
    reach.host = u"127.0.0.1"_s;
    reach.user = server.user();
    reach.port = server.port();
    return reach;
}

ReachEnvironment environmentFor(const SshServer &server, Prompter prompter)
{
    ReachEnvironment environment = plainEnvironment();
    environment.sshOptions = server.clientOptions();
    environment.prompter = std::move(prompter);
    environment.askpassProgram = QCoreApplication::applicationFilePath();
    return environment;
}

bool writeProgram(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() &&
           file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther |
                               QFile::ExeOther);
}

Prompter Answering::prompter() const
{
    return [answer = answer, questions = questions](const PromptRequest &request, const PromptAnswer &reply) {
        questions->append(request);
        QTimer::singleShot(50, [answer, reply] { reply(answer); });
    };
}

QStringList Victim::arguments() const
{
    const Reach *host = reach.via == ReachVia::Ssh ? &reach : reach.on.get();
    const QStringList place = {u"--victim"_s,
                               sshConfig,
                               QString::number(host ? host->port : 0),
                               host ? host->user : QString(),
                               reach.container,
                               QString::fromUtf8(password),
                               isElevated ? u"elevated"_s : u"plain"_s};
    return place + words;
}

std::optional<int> runAsHelper(int argc, char *argv[])
{
    if (const std::optional<int> status = runAskpass(argc, argv)) {
        return status;
    }
    const bool isVictim = argc > kVictimWords && qstrcmp(argv[1], "--victim") == 0;
    return isVictim ? std::optional<int>(beVictim(argc, argv)) : std::nullopt;
}

} // namespace duodoctor
