#include "vantage/supervisor.h"

#include <QRandomGenerator>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

// One line, without backslashes and exclamation marks: login shells such as fish and csh read it as well.
//
// A pipeline of two. The first part reads standard input (3): to the mark, names its own process, hands on the input
// and then only waits for the end. The second starts the command in a session of its own, and a watch that looks each
// second whether the first part still lives and the time is not over.
constexpr QLatin1StringView kScript{
    "k=$1; t=$2; n=$3; shift 3; exec 3<&0; "
    "command -v setsid >/dev/null 2>&1 || setsid() { shift; exec \"$@\"; }; "
    "command -v -- \"$1\" >/dev/null 2>&1 || { echo \"$k missing\" >&2; exit 127; }; "
    "echo \"$k ready\" >&2; "
    "{ while IFS= read -r l && [ \"$l\" != \"$k\" ]; do :; done; sh -c 'echo $PPID'; "
    "if [ \"$n\" != - ]; then head -c \"$n\"; exec >/dev/null; fi; exec cat; } <&3 2>/dev/null | "
    "{ exec 3<&- 4<&0 5>&2 2>/dev/null; IFS= read -r w; echo \"$k begin\"; echo \"$k begin\" >&5; "
    "setsid -- \"$@\" <&4 4<&- 2>&5 5>&- & c=$!; exec 4<&-; "
    "{ z=; i=0; trap 'kill $z; wait $z; exit' TERM; "
    "while [ \"$i\" -lt \"$t\" ] && kill -0 \"$w\"; do sleep 1 & z=$!; wait $z; i=$((i+1)); done; "
    "[ \"$n\" != - ] || sleep 2; "
    "kill -TERM \"-$c\" || kill -TERM \"$c\"; sleep 2; kill -KILL \"-$c\" || kill -KILL \"$c\"; "
    "} </dev/null >/dev/null 2>&1 5>&- & p=$!; "
    "wait \"$c\"; s=$?; kill \"$p\"; wait \"$p\"; "
    "echo \"$k end $s\"; echo \"$k end $s\" >&5; kill \"$w\"; exit \"$s\"; }"};

// A root without sudo needs none. English messages, so that they can be told apart.
constexpr QLatin1StringView kElevation{
    "o=$1; shift; if command -v sudo >/dev/null 2>&1; then LC_ALL=C.UTF-8; export LC_ALL; "
    "if [ \"$o\" = S ]; then exec sudo -k -S -p \"\" -- \"$@\"; else exec sudo -n -- \"$@\"; fi; fi; "
    "if [ \"$(id -u)\" = 0 ]; then exec \"$@\"; fi; echo \"sudo: command not found\" >&2; exit 127"};

} // namespace

QString makeMark()
{
    constexpr int kWords = 4;
    quint32 words[kWords] = {};
    QRandomGenerator::system()->fillRange(words);
    QString mark = u"duo"_s;
    for (const quint32 word : words) {
        mark += u"%1"_s.arg(word, 8, 16, QLatin1Char('0'));
    }
    return mark;
}

QStringList supervised(const QStringList &arguments, const Supervision &supervision)
{
    const QString input = supervision.inputBytes ? QString::number(*supervision.inputBytes) : u"-"_s;
    return QStringList{u"sh"_s, u"-c"_s, kScript, u"sh"_s, supervision.mark, QString::number(supervision.limit.count()),
                       input} +
           arguments;
}

QByteArray openingOf(const Supervision &supervision)
{
    return supervision.mark.toLatin1() + '\n';
}

QStringList elevated(const QStringList &words, bool readsPassword)
{
    return QStringList{u"sh"_s, u"-c"_s, kElevation, u"sh"_s, readsPassword ? u"S"_s : u"n"_s} + words;
}

} // namespace duodoctor
