#pragma once

#include "support/test_main.h"

#include <QProcess>
#include <QSet>

namespace duodoctor
{

/// Starts this program again in a network and a mount namespace of its own (Linux, root, util-linux, iproute2), where
/// gitlab.test, aigw.test, model.test and proxy.test are names of the loopback and every port is free. Nothing of the
/// machine is touched, and nothing leads out. Returns in the program that was started again; ends with status 1 and a
/// sentence when that cannot be had.
void enterOwnNetwork(char *argv[]);

/// A network that a container may have for itself, joined with ours by one cable: we are 10.77.0.1, it is 10.77.0.2
/// (aigw-own.test). Gone with this object.
class ContainerNetwork
{
public:
    ContainerNetwork() = default;
    ~ContainerNetwork();
    ContainerNetwork(const ContainerNetwork &) = delete;
    ContainerNetwork &operator=(const ContainerNetwork &) = delete;

    /// @return why there is none; empty when there is.
    QString start();
    qint64 processId() const { return m_holder.processId(); }
    /// Words before a command that runs in this network.
    QStringList enterWords() const;

private:
    QProcess m_holder;
};

/// Processes in the networks of these processes, by their ids.
QSet<qint64> processesInNetworksOf(const QList<qint64> &processes);

} // namespace duodoctor

/// As DUODOCTOR_TEST_MAIN, in a network of its own.
#define DUODOCTOR_OWN_NETWORK_MAIN(TestClass)                                                                          \
    int main(int argc, char *argv[])                                                                                   \
    {                                                                                                                  \
        duodoctor::enterOwnNetwork(argv);                                                                              \
        duodoctor::prepareTestProcess();                                                                               \
        QCoreApplication application(argc, argv);                                                                      \
        TestClass test;                                                                                                \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }
