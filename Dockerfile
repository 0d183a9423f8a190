# The bot as an image. Built once, it needs no network: the encoder's and the page's files are fetched while it is built.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN dotnet publish src/Bot -c Release -o /program

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /program
COPY --from=build /program .
RUN mkdir /data && chown app /data
USER app
VOLUME /data
ENV Retrieval__DataFolder=/data Urls=http://+:3978
EXPOSE 3978
ENTRYPOINT ["dotnet", "NewsBot.dll"]
