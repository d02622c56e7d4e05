#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace duodoctor
{

/// Turns Ctrl-C (SIGINT) and SIGTERM into a signal of the event loop while it lives. A second one ends the process at
/// once, as if this object were not there. Signals that the process was started to ignore stay ignored.
/// Make it before threads are started; one at a time.
class Interruption : public QObject
{
    Q_OBJECT
public:
    explicit Interruption(QObject *parent = nullptr);
    ~Interruption() override;

Q_SIGNALS:
    void requested();

private:
    void onSignal();
    void release();

    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace duodoctor
