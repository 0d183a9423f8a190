using Google.Protobuf;
using Grpc.Core;

namespace NewsBot.Doubles;

/// <summary>What the server refuses, with its status and its words.</summary>
internal static class QdrantRefusal
{
    public static RpcException Wrong(string message) => Because(StatusCode.InvalidArgument, $"Wrong input: {message}");

    public static RpcException NoCollection(string name) => Because(StatusCode.NotFound, $"Not found: Collection `{name}` doesn't exist!");

    public static RpcException Unknown(string what) => Because(StatusCode.Unimplemented, $"The double does not know {what}.");

    public static RpcException Because(StatusCode status, string message) => new(new Status(status, message));

    /// <summary>Refuses a message in which anything else is set than these fields: the double would leave it out of account, and a test would prove nothing.</summary>
    public static T Only<T>(this T message, params string[] fields)
        where T : IMessage
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => !fields.Contains(field.Name)))
        {
            var isSet = field switch
            {
                { IsMap: true } => ((System.Collections.IDictionary)field.Accessor.GetValue(message)).Count > 0,
                { IsRepeated: true } => ((System.Collections.IList)field.Accessor.GetValue(message)).Count > 0,
                { HasPresence: true } => field.Accessor.HasValue(message),
                _ => field.Accessor.GetValue(message) is not (null or "" or 0 or 0u or 0L or 0UL or 0f or 0d or false) && Convert.ToInt64(field.Accessor.GetValue(message), System.Globalization.CultureInfo.InvariantCulture) != 0,
            };
            if (isSet)
            {
                throw Unknown($"{message.Descriptor.Name}.{field.Name}");
            }
        }

        return message;
    }
}
