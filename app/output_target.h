#pragma once

#include <QFile>
#include <QSaveFile>
#include <QString>

#include <memory>
#include <ostream>
#include <streambuf>

namespace duodoctor
{

/// Where a command's result goes: standard output, or a file that is replaced only when everything was written.
/// A closed pipe is no error (the reader has seen enough); a full disk is.
class OutputTarget
{
public:
    OutputTarget();
    ~OutputTarget();
    OutputTarget(const OutputTarget &) = delete;
    OutputTarget &operator=(const OutputTarget &) = delete;

    /// Opens the file before the work starts, so that a path that cannot be written costs nothing.
    /// @param path  empty: standard output. Special files (/dev/null, a named pipe) are written directly.
    /// @return what is wrong and what to do, or empty.
    QString open(const QString &path);
    std::ostream &stream();
    /// Brings the result to its place; without anything written an existing file stays as it was.
    /// @return an error sentence, or empty.
    QString commit();

private:
    class Buffer;
    std::unique_ptr<QFileDevice> m_file; ///< null: standard output
    std::unique_ptr<Buffer> m_buffer;
    std::unique_ptr<std::ostream> m_stream;
};

} // namespace duodoctor
