using System.Text;
using System.Text.Json.Nodes;
using QXai.Nn.Checkpoints;
using QXai.Numerics.Hashing;

namespace QXai.Xai.Certificates;

/// <summary>The digest of a certificate: SHA-256 over the UTF-8 of the canonical form (RFC 8785) of all its members but the digest itself.</summary>
public static class CertificateDigest
{
    /// <summary>The member's name.</summary>
    public const string Member = "digest";

    /// <summary>64 hexadecimal digits.</summary>
    public static string Of(JsonObject certificate)
    {
        var claims = certificate.DeepClone().AsObject();
        claims.Remove(Member);
        var hash = new Sha256();
        hash.Append(Encoding.UTF8.GetBytes(CanonicalJson.Of(claims.ToJsonString())));
        return Convert.ToHexStringLower(hash.Finish());
    }

    /// <summary>The certificate with its digest, in canonical form.</summary>
    public static string Seal(JsonObject certificate)
    {
        var sealedCopy = certificate.DeepClone().AsObject();
        sealedCopy[Member] = Of(certificate);
        return CanonicalJson.Of(sealedCopy.ToJsonString());
    }
}
