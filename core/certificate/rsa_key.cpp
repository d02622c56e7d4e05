#include "certificate/rsa_key.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>

namespace duodoctor
{

namespace
{

struct Free {
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(BIO *bio) const { BIO_free_all(bio); }
};

} // namespace

std::string makeRsaKeyPem(int bits)
{
    const std::unique_ptr<EVP_PKEY, Free> key(EVP_RSA_gen(static_cast<unsigned>(bits)));
    // A buffer of secure memory is wiped when it is freed.
    const std::unique_ptr<BIO, Free> bio(BIO_new(BIO_s_secmem()));
    if (!key || !bio || PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        return {};
    }
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return size > 0 ? std::string(data, static_cast<size_t>(size)) : std::string();
}

void wipe(std::string &secret)
{
    OPENSSL_cleanse(secret.data(), secret.size());
    secret.clear();
}

} // namespace duodoctor
