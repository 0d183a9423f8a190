using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace NewsBot.Tests.Activities.Authentication;

/// <summary>A real server on loopback that stands for those who issue tokens: tells its metadata and keys, and signs.</summary>
internal sealed class IssuerDouble : IAsyncDisposable
{
    public const string AppId = "6f0c7a5e-0000-4000-8000-000000000001";
    public const string TenantId = "0b5f8a52-0000-4000-8000-000000000002";
    public const string ChannelIssuer = "https://api.botframework.com";
    public const string ServiceUrl = "https://smba.news.example/amer/";

    private readonly WebApplication server;
    private readonly List<RSA> keys = [];
    private readonly JsonArray published = [];

    private IssuerDouble()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapGet("/metadata", Metadata);
        server.MapGet("/keys", () => Results.Text(new JsonObject { ["keys"] = published.DeepClone() }.ToJsonString(), "application/json"));
    }

    public int Fetches { get; private set; }

    public bool IsDown { get; set; }

    public Uri MetadataAddress => new(new Uri(server.Urls.Single()), "/metadata");

    public static async Task<IssuerDouble> StartAsync()
    {
        var issuer = new IssuerDouble();
        await issuer.server.StartAsync(TestContext.Current.CancellationToken);
        issuer.Publish(["msteams", "webchat", "directline"]);
        return issuer;
    }

    /// <summary>Settings of a bot that believes this issuer, and is one of one tenant.</summary>
    public Dictionary<string, string?> Settings(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["MicrosoftAppType"] = "SingleTenant",
            ["MicrosoftAppId"] = AppId,
            ["MicrosoftAppPassword"] = "secret",
            ["MicrosoftAppTenantId"] = TenantId,
            ["Authentication:ChannelMetadata"] = MetadataAddress.AbsoluteUri,
            ["Authentication:EmulatorMetadata"] = MetadataAddress.AbsoluteUri,
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return settings;
    }

    /// <summary>Adds a key with the channels that it may speak for; null: it says nothing of them.</summary>
    public void Publish(string[]? endorsements)
    {
        var rsa = RSA.Create(2048);
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        keys.Add(rsa);
        published.Add(new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = $"key-{keys.Count}",
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        });
        if (endorsements is not null)
        {
            published[^1]!["endorsements"] = new JsonArray([.. endorsements.Select(channel => JsonValue.Create(channel))]);
        }
    }

    /// <summary>As a channel's.</summary>
    public string Token(Action<SecurityTokenDescriptor>? change = null, int key = 1)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = ChannelIssuer,
            Audience = AppId,
            NotBefore = now.AddMinutes(-1),
            Expires = now.AddHours(1),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["serviceurl"] = ServiceUrl },
            SigningCredentials = Credentials(key),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    /// <summary>As a developer's tool gets it with the bot's own credentials.</summary>
    public string EmulatorToken(string version = "2.0", string application = AppId, string audience = AppId, string tenant = TenantId, string? issuer = null) =>
        Token(descriptor =>
        {
            descriptor.Issuer = issuer ?? (version == "2.0" ? $"https://login.microsoftonline.com/{tenant}/v2.0" : $"https://sts.windows.net/{tenant}/");
            descriptor.Audience = audience;
            descriptor.Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["ver"] = version,
                ["tid"] = tenant,
                [version == "2.0" ? "azp" : "appid"] = application,
            };
        });

    public SigningCredentials Credentials(int key, string algorithm = SecurityAlgorithms.RsaSha256) =>
        new(new RsaSecurityKey(keys[key - 1]) { KeyId = $"key-{key}" }, algorithm);

    /// <summary>The public key as a file holds it, which anybody can use as a secret.</summary>
    public byte[] PublicKey(int key) => keys[key - 1].ExportSubjectPublicKeyInfo();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        keys.ForEach(key => key.Dispose());
    }

    private IResult Metadata()
    {
        Fetches++;
        return IsDown
            ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
            : Results.Text(
                new JsonObject { ["issuer"] = ChannelIssuer, ["jwks_uri"] = new Uri(MetadataAddress, "/keys").AbsoluteUri }.ToJsonString(), "application/json");
    }
}
