using Microsoft.Extensions.Options;

namespace NewsBot.Channels;

/// <summary>How answers get to be messages.</summary>
internal static class ChannelsExtensions
{
    public static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.AddOptions<PublicAddress>().BindConfiguration("").ValidateOnStart();
        services.AddSingleton<IValidateOptions<PublicAddress>, PublicAddressValidator>();
        return services.AddSingleton<CitationLinks>().AddSingleton<ChannelRenderers>();
    }
}
