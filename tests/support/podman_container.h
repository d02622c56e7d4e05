#pragma once

#include <QString>
#include <QStringList>

namespace duodoctor
{

/// A real container (Debian: podman, runc, busybox-static) of a small image made of this machine's own files; it is
/// removed with this object.
class PodmanContainer
{
public:
    enum class Contents { Busybox, Python }; ///< Python: also the system's python3 with its library

    PodmanContainer() = default;
    ~PodmanContainer();
    PodmanContainer(const PodmanContainer &) = delete;
    PodmanContainer &operator=(const PodmanContainer &) = delete;

    struct Setup {
        Contents contents = Contents::Busybox;
        QString network = QStringLiteral("none"); ///< or host
        QStringList environment{};                ///< NAME=value
        QStringList options{};                    ///< of `podman run`
        QStringList command{QStringLiteral("/bin/sleep"), QStringLiteral("600")};
    };
    /// Builds the image when it is not there, and starts the container.
    /// @return what podman said when it did not start; empty when it runs.
    QString start(const Setup &setup);
    /// The container stays, exited.
    QString stop();

    QString name() const { return m_name; }

private:
    QString m_name;
};

} // namespace duodoctor
