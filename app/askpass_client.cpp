#include "app/askpass_client.h"

#include <QByteArray>
#include <QLocalSocket>
#include <QString>

#include <cstdio>

namespace duodoctor
{

namespace
{

constexpr int kDeclined = 1;
constexpr int kConnectMs = 5000;
constexpr int kNoLimit = -1; // a person is asked; the other side's end shows as a closed socket
constexpr qsizetype kMaxAnswerBytes = 64 * 1024;

} // namespace

std::optional<int> runAskpass(int argc, char *argv[])
{
    const QString socketPath = qEnvironmentVariable("DUODOCTOR_ASKPASS_SOCKET");
    const QByteArray token = qgetenv("DUODOCTOR_ASKPASS_TOKEN");
    constexpr int kArguments = 2;
    if (socketPath.isEmpty() || token.isEmpty() || argc != kArguments) {
        return std::nullopt;
    }
    QLocalSocket socket;
    socket.connectToServer(socketPath);
    if (!socket.waitForConnected(kConnectMs)) {
        return kDeclined;
    }
    socket.write(token + '\n' + QByteArray(argv[1]) + '\0');
    QByteArray answer;
    while (!answer.endsWith('\n') && answer.size() < kMaxAnswerBytes && socket.waitForReadyRead(kNoLimit)) {
        answer += socket.readAll();
    }
    if (!answer.endsWith('\n')) {
        return kDeclined;
    }
    const bool isWritten = std::fwrite(answer.constData(), 1, static_cast<std::size_t>(answer.size()), stdout) ==
                               static_cast<std::size_t>(answer.size()) &&
                           std::fflush(stdout) == 0;
    answer.fill('\0');
    return isWritten ? 0 : kDeclined;
}

} // namespace duodoctor
