#include "secrets/secret_store.h"

#include <utility>

namespace duodoctor
{

namespace
{

/// Through a volatile pointer, so that no optimiser takes it for a useless write.
void wipe(QByteArray &bytes)
{
    // Shared with another SecretText: the last of them wipes.
    if (!bytes.isEmpty() && bytes.isDetached()) {
        volatile char *at = bytes.data();
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            at[i] = '\0';
        }
    }
    bytes.clear();
}

} // namespace

SecretText::SecretText(const QByteArray &utf8)
    : m_utf8(utf8.constData(), utf8.size()) // a copy of our own: the caller's is the caller's to wipe
{
}

SecretText::~SecretText()
{
    wipe(m_utf8);
}

SecretText::SecretText(const SecretText &other) = default;

SecretText &SecretText::operator=(const SecretText &other)
{
    if (this != &other) {
        wipe(m_utf8);
        m_utf8 = other.m_utf8;
    }
    return *this;
}

SecretText::SecretText(SecretText &&other) noexcept
    : m_utf8(std::exchange(other.m_utf8, {}))
{
}

SecretText &SecretText::operator=(SecretText &&other) noexcept
{
    if (this != &other) {
        wipe(m_utf8);
        m_utf8 = std::exchange(other.m_utf8, {});
    }
    return *this;
}

} // namespace duodoctor
