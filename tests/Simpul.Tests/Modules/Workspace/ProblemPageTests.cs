using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Modules.Workspace;

public sealed class ProblemPageTests
{
    [Fact]
    public async Task A_visitor_and_somebody_signed_in_are_told_that_there_is_no_such_page()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var visitor = new Browse(app);
        var page = await visitor.Open("/tidak-ada-di-sini");
        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Title.ShouldBe("Halaman tidak ditemukan");
        page.Html.QuerySelector("header.top").ShouldBeNull();
        (await visitor.Open("/galat/500")).Status.ShouldBe(HttpStatusCode.NotFound);

        using var staff = await app.SignInAs(Role.Operator);
        page = await staff.Open("/kerja/tidak-ada-di-sini");
        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Html.QuerySelector("header.top .menu-account").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_form_without_its_token_and_a_page_of_another_office_are_refused_in_words()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var staff = await app.SignInAs(Role.Operator);
        using var forged = await staff.Client.PostAsync("/kerja/akun/sandi", new FormUrlEncodedContent([]));
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await forged.Content.ReadAsStringAsync()).ShouldContain("Permintaan tidak dapat dibaca");
        var page = await staff.Open("/kerja/pengaturan");
        page.Status.ShouldBe(HttpStatusCode.Forbidden);
        page.Title.ShouldBe("Jabatan Anda tidak berwenang");
    }

    [Fact]
    public async Task The_API_answers_in_problem_documents()
    {
        await using var app = await App.StartWith(Make.Palembang);
        using var visitor = new Browse(app);
        await Problem(await visitor.Client.GetAsync("/api/v1/agencies"), HttpStatusCode.Unauthorized, "urn:simpul:problem:not-signed-in");
        using var staff = await app.SignInAs(Role.Administrator);
        await Problem(await staff.Client.GetAsync("/api/v1/tidak-ada"), HttpStatusCode.NotFound, "urn:simpul:problem:not-found");
        await Problem(await staff.Client.PostAsync("/api/v1/agencies", new StringContent("{", null, "application/json")), HttpStatusCode.BadRequest, "urn:simpul:problem:unreadable");
        await Problem(await staff.Client.PostAsync("/api/v1/agencies", new StringContent("x")), HttpStatusCode.UnsupportedMediaType, "urn:simpul:problem:unreadable");
        await Problem(await staff.Client.DeleteAsync("/api/v1/agencies"), HttpStatusCode.MethodNotAllowed, "urn:simpul:problem:unreadable");
    }

    [Fact]
    public async Task What_nobody_expected_is_logged_once_under_the_number_that_is_shown()
    {
        var log = new Remembered();
        await using var app = await App.Start(Databases.Sqlite, services => services.AddSingleton<ILoggerProvider>(log).AddTransient<IStartupFilter, Breaking>());
        await app.SetUp();
        using var staff = await app.SignInAs(Role.Operator);
        var page = await staff.Open("/rusak?rahasia=nomor-telepon");
        page.Status.ShouldBe(HttpStatusCode.InternalServerError);
        page.Title.ShouldBe("Terjadi kesalahan pada sistem");
        var reference = page.Html.QuerySelector("main strong")!.TextContent;
        reference.Length.ShouldBe(32);
        page.Body.ShouldNotContain("kabel putus");
        var line = log.Lines.Where(said => said.StartsWith("Unexpected", StringComparison.Ordinal)).ShouldHaveSingleItem();
        line.ShouldContain(reference);
        line.ShouldNotContain("nomor-telepon");

        var problem = await (await staff.Client.GetAsync("/api/rusak")).Content.ReadFromJsonAsync<JsonObject>();
        problem!["type"]!.GetValue<string>().ShouldBe("urn:simpul:problem:unexpected");
        log.Lines[^1].ShouldContain(problem["reference"]!.GetValue<string>());
    }

    private static async Task Problem(HttpResponseMessage response, HttpStatusCode status, string type)
    {
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        problem["type"]!.GetValue<string>().ShouldBe(type);
        problem["status"]!.GetValue<int>().ShouldBe((int)status);
        response.Dispose();
    }

    /// <summary>Something breaks at the end of the pipeline.</summary>
    private sealed class Breaking : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Run(context => context.Request.Path.Value!.EndsWith("/rusak", StringComparison.Ordinal) ? throw new TimeoutException("kabel putus") : Absent(context));
        };

        private static Task Absent(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
    }

    private sealed class Remembered : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
