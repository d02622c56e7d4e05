#include "certificate/pem_file.h"
#include "certificate/trust_store.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace duodoctor
{

namespace
{

constexpr size_t kMaxFileBytes = 8 * 1024 * 1024;
constexpr size_t kMaxFiles = 2000;

std::string readFile(const std::filesystem::path &path)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        return {}; // a pipe or a device would never end
    }
    std::ifstream file{path, std::ios::binary};
    std::string bytes;
    std::array<char, 65536> chunk{};
    while (bytes.size() < kMaxFileBytes && (file.read(chunk.data(), chunk.size()) || file.gcount() > 0)) {
        bytes.append(chunk.data(), static_cast<size_t>(file.gcount()));
    }
    return bytes;
}

void appendFile(const std::filesystem::path &path, std::vector<Bytes> &ders)
{
    PemFile file = readPemFile(bytesOf(readFile(path)));
    std::move(file.certificates.begin(), file.certificates.end(), std::back_inserter(ders));
}

/// A folder as OpenSSL keeps them: one certificate a file, several names for each.
void appendFolder(const std::filesystem::path &folder, std::vector<Bytes> &ders)
{
    std::error_code error;
    size_t files = 0;
    std::vector<Bytes> found;
    for (std::filesystem::directory_iterator it{folder, error}, end; !error && it != end && files < kMaxFiles;
         it.increment(error), ++files) {
        if (it->is_regular_file(error)) {
            appendFile(it->path(), found);
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::move(found.begin(), found.end(), std::back_inserter(ders));
}

} // namespace

std::shared_ptr<const TrustStore> TrustStore::system(const std::function<std::string(const char *)> &variable)
{
    const std::string file = variable("SSL_CERT_FILE");
    const std::string folders = variable("SSL_CERT_DIR");
    std::vector<Bytes> ders;
    if (!file.empty() || !folders.empty()) {
        if (!file.empty()) {
            appendFile(file, ders);
        }
        for (size_t start = 0; start < folders.size();) {
            const size_t end = std::min(folders.find(':', start), folders.size());
            if (end > start) {
                appendFolder(folders.substr(start, end - start), ders);
            }
            start = end + 1;
        }
        const std::string name = file.empty() ? "SSL_CERT_DIR (" + folders + ")" : "SSL_CERT_FILE (" + file + ")";
        return std::make_shared<const TrustStore>("this computer's " + name, std::move(ders));
    }
    // Debian and Ubuntu, Fedora and RHEL, openSUSE, Alpine; the first that exists, as curl does it.
    constexpr std::array kBundles{"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
                                  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/ca-bundle.pem",
                                  "/etc/ssl/cert.pem"};
    for (const char *bundle : kBundles) {
        appendFile(bundle, ders);
        if (!ders.empty()) {
            return std::make_shared<const TrustStore>("this computer's authorities (" + std::string{bundle} + ")",
                                                      std::move(ders));
        }
    }
    appendFolder("/etc/ssl/certs", ders);
    return std::make_shared<const TrustStore>("this computer's authorities (/etc/ssl/certs)", std::move(ders));
}

std::shared_ptr<const TrustStore> TrustStore::system()
{
    return system([](const char *name) {
        const char *value = std::getenv(name);
        return std::string{value ? value : ""};
    });
}

} // namespace duodoctor
