#include "own_network.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSet>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <unistd.h>
#include <vector>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kMarker = "DUODOCTOR_OWN_NETWORK";
// Ruby asks no proxy for what lies at 127.x, so the names have other addresses of the loopback device.
constexpr auto kScript =
    "ip link set lo up && f=$(mktemp) && echo '127.0.0.1 localhost' >\"$f\" && n=10 && "
    "for name in gitlab aigw model proxy; do ip addr add 192.0.2.$n/32 dev lo && "
    "echo \"192.0.2.$n $name.test\" >>\"$f\" || exit 1; n=$((n+1)); done && "
    "echo '10.77.0.2 aigw-own.test' >>\"$f\" && chmod 644 \"$f\" && mount --bind \"$f\" /etc/hosts && rm -f \"$f\" && "
    "exec \"$0\" \"$@\"; echo 'FAIL: this test could not make a network of its own (above).' >&2; exit 1";

/// @return empty when it worked.
QString run(const QStringList &words)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(words.first(), words.mid(1));
    constexpr int kPatienceMs = 10'000;
    if (!process.waitForFinished(kPatienceMs) || process.exitStatus() != QProcess::NormalExit) {
        return words.join(u' ') + u": "_s + process.errorString();
    }
    return process.exitCode() == 0 ? QString()
                                   : words.join(u' ') + u": "_s + QString::fromUtf8(process.readAllStandardOutput());
}

QByteArray networkOf(const QString &process)
{
    std::array<char, 64> target{};
    const QByteArray path = "/proc/" + process.toLatin1() + "/ns/net";
    const auto size = ::readlink(path.constData(), target.data(), target.size());
    return size > 0 ? QByteArray(target.data(), size) : QByteArray{};
}

} // namespace

void enterOwnNetwork(char *argv[])
{
    if (std::getenv(kMarker)) {
        return;
    }
    if (::geteuid() != 0) {
        std::fputs("FAIL: this test must be run as root: it makes networks and containers of its own.\n", stderr);
        std::exit(1);
    }
    ::setenv(kMarker, "1", 1);
    std::vector<char *> words;
    for (const char *word : {"unshare", "--mount", "--net", "--", "sh", "-c", kScript}) {
        words.push_back(const_cast<char *>(word)); // execvp does not write to them
    }
    // Its own path: the argument's first word may be found by PATH alone.
    static const std::string self = QFile::symLinkTarget(u"/proc/self/exe"_s).toStdString();
    words.push_back(const_cast<char *>(self.c_str()));
    for (char **word = argv + 1; *word != nullptr; ++word) {
        words.push_back(*word);
    }
    words.push_back(nullptr);
    ::execvp(words.front(), words.data());
    std::fputs("FAIL: this test needs the programs unshare and mount (package util-linux).\n", stderr);
    std::exit(1);
}

ContainerNetwork::~ContainerNetwork()
{
    if (m_holder.state() != QProcess::NotRunning) {
        m_holder.kill();
        m_holder.waitForFinished();
    }
}

QStringList ContainerNetwork::enterWords() const
{
    return {u"nsenter"_s, u"--net=/proc/%1/ns/net"_s.arg(processId())};
}

QString ContainerNetwork::start()
{
    m_holder.start(u"unshare"_s, {u"--net"_s, u"sh"_s, u"-c"_s, u"ip link set lo up && echo up && exec sleep 600"_s});
    if (!m_holder.waitForReadyRead(10'000)) {
        return u"a container's network could not be made: "_s + QString::fromUtf8(m_holder.readAllStandardError());
    }
    const QString number = QString::number(processId());
    const QList<QStringList> steps{
        u"ip link add duo0 type veth peer name duo1"_s.split(u' '),
        u"ip link set duo1 netns %1"_s.arg(number).split(u' '),
        u"ip addr add 10.77.0.1/24 dev duo0"_s.split(u' '),
        u"ip link set duo0 up"_s.split(u' '),
        enterWords() + u"ip addr add 10.77.0.2/24 dev duo1"_s.split(u' '),
        enterWords() + u"ip link set duo1 up"_s.split(u' '),
    };
    for (const QStringList &step : steps) {
        if (const QString trouble = run(step); !trouble.isEmpty()) {
            return trouble;
        }
    }
    return {};
}

QSet<qint64> processesInNetworksOf(const QList<qint64> &processes)
{
    QSet<QByteArray> networks;
    for (const qint64 process : processes) {
        networks << networkOf(QString::number(process));
    }
    networks.remove({});
    QSet<qint64> found;
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        bool isNumber = false;
        const qint64 id = name.toLongLong(&isNumber);
        if (isNumber && networks.contains(networkOf(name))) {
            found << id;
        }
    }
    return found;
}

} // namespace duodoctor
