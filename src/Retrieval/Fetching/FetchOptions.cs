using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace NewsBot.Retrieval.Fetching;

/// <summary>Section <c>Fetching</c> of the configuration.</summary>
public sealed class FetchOptions : IValidatableObject
{
    /// <summary>How servers get to know us; <c>robots.txt</c> is read for the part before the first slash.</summary>
    [Required]
    [RegularExpression(@"[\x21-\x7E]+( [\x21-\x7E]+)*", ErrorMessage = "Fetching:UserAgent may hold printable ASCII alone, such as \"NewsBot/1.0\".")]
    public string UserAgent { get; set; } = "NewsBot/1.0";

    /// <summary>How long one page may take with all its redirects, from the first byte sent to the last received.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The most bytes of a page, unpacked.</summary>
    [Range(1_000, 100_000_000)]
    public int MaxBytes { get; set; } = 10 * 1024 * 1024;

    [Range(0, 20)]
    public int MaxRedirects { get; set; } = 5;

    /// <summary>Between two requests to the same host, unless its <c>robots.txt</c> asks for more.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DelayPerHost { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many stories of one feed or sitemap are fetched at most.</summary>
    [Range(1, 100_000)]
    public int MaxStoriesPerFeed { get; set; } = 5_000;

    /// <summary>Networks beside the public ones that may be called, as <c>10.1.0.0/16</c>: for an intranet.</summary>
    public IList<string> AllowedNetworks { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        AllowedNetworks.Where(network => !IPNetwork.TryParse(network, out _))
            .Select(network => new ValidationResult($"Fetching:AllowedNetworks holds “{network}”, which is no network: write it as 10.1.0.0/16."));
}

[OptionsValidator]
internal sealed partial class FetchOptionsValidator : IValidateOptions<FetchOptions>;
