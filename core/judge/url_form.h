#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace duodoctor
{

/// Why a text is no address that a client of the chain could use.
enum class UrlProblem {
    None,
    Empty,
    Whitespace,    ///< a space, tab or line break anywhere
    MissingScheme, ///< `host:port`, `host/path`
    UnknownScheme, ///< neither http nor https
    MissingHost,
    BadHost, ///< characters that no host name has, such as those of a placeholder
    BadPort, ///< not a number from 1 to 65535
    Malformed
};

/// A URL as somebody typed it, looked at without asking anybody.
struct UrlForm {
    UrlProblem problem = UrlProblem::None;
    QUrl url;           ///< valid when problem is None; the path without trailing slashes
    QString suggestion; ///< what was probably meant, empty when nothing suggests itself

    bool isValid() const { return problem == UrlProblem::None; }
};

/// Reads what stands in a URL field. More strict than QUrl, which repairs what clients of the chain refuse.
/// @param text  at most 2000 characters are looked at; longer is Malformed.
UrlForm readUrl(const QString &text);

/// A few words for the problem, in English, such as `no http:// or https:// in front`.
QString wordsFor(UrlProblem problem);

/// True for what always means the machine itself: `localhost`, 127.0.0.0/8, ::1, 0.0.0.0 and ::. Names below
/// `localhost` and names that resolve to loopback are other people's arrangements and do not count.
bool isThisMachine(const QString &host);

/// `url` with `path` behind its own path, as GitLab's client joins them; query and fragment go.
/// @param path  begins with a slash.
QUrl withPath(const QUrl &url, const QString &path);

/// The port that a connection goes to.
int effectivePort(const QUrl &url);

/// True when both lead to the same host and port; names are compared without case.
bool isSameAuthority(const QUrl &a, const QUrl &b);

/// `host:port` of a gRPC address, as GitLab takes it.
struct HostAndPort {
    QString host;
    int port = 0;
};
/// @return none when it is no `host:port`; `[::1]:50052` is one.
std::optional<HostAndPort> readHostAndPort(const QString &text);

} // namespace duodoctor
