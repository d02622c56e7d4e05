#include "app/output_target.h"

#include <QDir>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <cstring>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace duodoctor
{

/// Collects into a block and hands it to the file, or to standard output by its descriptor.
class OutputTarget::Buffer : public std::streambuf
{
public:
    explicit Buffer(QFileDevice *file)
        : m_file(file)
    {
        setp(m_block.data(), m_block.data() + m_block.size());
    }

    int error() const { return m_error; }
    bool hasWritten() const { return m_hasWritten || pptr() != pbase(); }

protected:
    int_type overflow(int_type character) override
    {
        if (!drain()) {
            return traits_type::eof();
        }
        if (!traits_type::eq_int_type(character, traits_type::eof())) {
            *pptr() = traits_type::to_char_type(character);
            pbump(1);
        }
        return traits_type::not_eof(character);
    }
    int sync() override { return drain() ? 0 : -1; }

private:
    bool drain()
    {
        const char *from = pbase();
        qint64 left = pptr() - pbase();
        m_hasWritten = m_hasWritten || left > 0;
        while (left > 0 && m_error == 0) {
            const qint64 written = m_file != nullptr ? m_file->write(from, left) : writeToDescriptor(from, left);
            if (written < 0) {
                m_error = m_file != nullptr ? EIO : errno;
                break;
            }
            from += written;
            left -= written;
        }
        setp(m_block.data(), m_block.data() + m_block.size());
        return m_error == 0;
    }

    static qint64 writeToDescriptor(const char *from, qint64 bytes)
    {
        ssize_t written = 0;
        do {
            written = ::write(STDOUT_FILENO, from, static_cast<size_t>(bytes));
        } while (written < 0 && errno == EINTR);
        return written;
    }

    QFileDevice *m_file;
    std::array<char, 16 * 1024> m_block = {};
    int m_error = 0;
    bool m_hasWritten = false;
};

OutputTarget::OutputTarget() = default;
OutputTarget::~OutputTarget() = default;

QString OutputTarget::open(const QString &path)
{
    if (!path.isEmpty()) {
        const QFileInfo info(path);
        if (info.isDir()) {
            return u"this is a folder; name a file in it."_s;
        }
        if (!info.absoluteDir().exists()) {
            return u"the folder %1 does not exist; create it or choose another one."_s.arg(info.absolutePath());
        }
        // Replacing a device by a file of its name would break it for everybody.
        if (info.exists() && !info.isFile()) {
            m_file = std::make_unique<QFile>(path);
        } else {
            m_file = std::make_unique<QSaveFile>(path);
        }
        if (!m_file->open(QIODevice::WriteOnly)) {
            return u"it cannot be written (%1); choose another place or mend its permissions."_s.arg(
                m_file->errorString());
        }
    }
    m_buffer = std::make_unique<Buffer>(m_file.get());
    m_stream = std::make_unique<std::ostream>(m_buffer.get());
    return {};
}

std::ostream &OutputTarget::stream()
{
    return *m_stream;
}

QString OutputTarget::commit()
{
    m_stream->flush();
    const int error = m_buffer->error();
    auto *saveFile = dynamic_cast<QSaveFile *>(m_file.get());
    if (saveFile != nullptr) {
        if (!m_buffer->hasWritten()) {
            saveFile->cancelWriting();
            return {};
        }
        return saveFile->commit() ? QString{} : u"it could not be written: %1."_s.arg(saveFile->errorString());
    }
    if (m_file != nullptr && !m_file->flush()) {
        return u"the result could not be written: %1."_s.arg(m_file->errorString());
    }
    if (error == 0 || error == EPIPE) {
        return {};
    }
    return u"the result could not be written: %1."_s.arg(QString::fromLocal8Bit(std::strerror(error)));
}

} // namespace duodoctor
