#include "reach_harness.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray readWhole(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList processIds()
{
    QStringList ids;
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        if (name.front().isDigit()) {
            ids << name;
        }
    }
    return ids;
}

} // namespace

Command commandOf(const QStringList &arguments, const QByteArray &input)
{
    Command command;
    command.arguments = arguments;
    command.input = input;
    return command;
}

Reach localReach()
{
    Reach reach;
    reach.via = ReachVia::Local;
    return reach;
}

Reach podmanReach(const QString &container)
{
    Reach reach;
    reach.via = ReachVia::Docker;
    reach.engine = ContainerEngine::Podman;
    reach.container = container;
    return reach;
}

ReachEnvironment plainEnvironment()
{
    ReachEnvironment environment;
    environment.redactor = std::make_shared<KeepsEverything>();
    return environment;
}

Transcript runOnce(Reacher &reacher, const Reach &reach, const Command &command)
{
    const QFuture<Transcript> future = reacher.run(reach, command);
    constexpr int kPatienceMs = 40'000;
    const bool isDone = QTest::qWaitFor([&] { return future.isFinished(); }, kPatienceMs);
    Transcript lost;
    lost.failure = ReachFailure::Lost;
    lost.failureDetail = u"the future never finished"_s;
    return isDone && future.resultCount() == 1 ? future.result() : lost;
}

int processesWith(const QString &word)
{
    int count = 0;
    for (const QString &id : processIds()) {
        const QByteArray line = readWhole(u"/proc/%1/cmdline"_s.arg(id)).replace('\0', ' ');
        count += line.contains(word.toUtf8()) ? 1 : 0;
    }
    return count;
}

QStringList processesThatShow(const QByteArray &secret)
{
    QStringList found;
    for (const QString &id : processIds()) {
        for (const QString &file : {u"cmdline"_s, u"environ"_s}) {
            const QByteArray text = readWhole(u"/proc/%1/%2"_s.arg(id, file));
            if (text.contains(secret)) {
                found << u"%1 of %2"_s.arg(file, QString::fromUtf8(readWhole(u"/proc/%1/comm"_s.arg(id)).trimmed()));
            }
        }
    }
    return found;
}

QStringList hostileWords()
{
    return {u"a b"_s,      u"'"_s,         u"\""_s,      u"a\nb\n"_s, u"$(touch /tmp/duo-harm)"_s,
            u"`id`"_s,     u"${HOME}"_s,   u"*"_s,       u"~"_s,      u"ü€ 漢字 \U0001F600"_s,
            u"-n"_s,       u"--"_s,        u"\\"_s,      u"\\n"_s,    u"!!"_s,
            u"a\tb"_s,     QString(),      u"#x"_s,      u"'\\''"_s,  u"; touch /tmp/duo-harm"_s,
            u"|cat"_s,     u"&"_s,         u"%s"_s,      u"\r"_s,     u">/tmp/duo-harm"_s,
            u"reboot"_s,   u"$(reboot)"_s, u"{a,b}"_s,   u"[a-z]"_s,  u"a=b"_s,
            u"\x1b[31m"_s, u"\\'"_s,       u"'\"'\"'"_s, u"$'\\n'"_s, u"-c"_s,
            u"^"_s,        u"\u2019"_s,    u"?"_s,       u"<<EOF"_s,  u"ends with \\"_s};
}

QStringList printerWords()
{
    return {u"sh"_s, u"-c"_s, u"for w in \"$@\"; do printf '%s\\000' \"$w\"; done"_s, u"printer"_s};
}

QByteArray describe(const Transcript &transcript)
{
    return QByteArray(toWire(transcript.failure).data()) + " " + transcript.failureDetail.toUtf8() + " status " +
           QByteArray::number(transcript.exitStatus) + " out " + transcript.output.left(300) + " err " +
           transcript.errors.left(300);
}

} // namespace duodoctor
