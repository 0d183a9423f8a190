using Google.Protobuf;
using Grpc.Core;

namespace NewsBot.Doubles;

/// <summary>Methods of Qdrant's services on the messages of its client, which brings no code for servers.</summary>
public static class QdrantMethods
{
    /// <param name="service">As in <c>Points</c>.</param>
    /// <param name="name">As in <c>Upsert</c>.</param>
    public static void Add<TRequest, TReply>(this ServerServiceDefinition.Builder services, string service, string name, UnaryServerMethod<TRequest, TReply> answer)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply>, new() =>
        services.AddMethod(new Method<TRequest, TReply>(MethodType.Unary, $"qdrant.{service}", name, Of<TRequest>(), Of<TReply>()), answer);

    private static Marshaller<T> Of<T>()
        where T : class, IMessage<T>, new()
    {
        var parser = new MessageParser<T>(() => new T());
        return Marshallers.Create(message => message.ToByteArray(), parser.ParseFrom);
    }
}
