namespace NewsBot.Retrieval.Fetching;

/// <summary>What became of an address that was to be fetched.</summary>
internal abstract record FetchResult
{
    private FetchResult()
    {
    }

    /// <param name="Address">Where it was found in the end, after all redirects.</param>
    /// <param name="MediaType">As the server says, without parameters.</param>
    /// <param name="Version">By what to ask next time whether it has changed.</param>
    public sealed record Fetched(Uri Address, byte[] Content, string? MediaType, string? Charset, PageVersion Version) : FetchResult;

    /// <summary>It has not changed since it was fetched last.</summary>
    public sealed record NotModified : FetchResult;

    /// <param name="Reason">One sentence that says what is wrong and what to do.</param>
    public sealed record Refused(string Reason) : FetchResult;
}

/// <summary>By what a server tells one version of a page from another: its <c>ETag</c> and its <c>Last-Modified</c>, as it wrote them.</summary>
internal sealed record PageVersion(string? ETag, string? LastModified);
