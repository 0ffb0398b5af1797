using System.ComponentModel.DataAnnotations;
using System.Text.Encodings.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Simpul.Web.Platform.Ui;

namespace Simpul.Tests.Platform.Ui;

/// <summary>Runs tags and layouts as a page would, on the framework's own services, and reads what they write as a browser does.</summary>
internal sealed class Rendering
{
    private readonly IServiceScope scope;

    public Rendering(string address = "/kerja/agensi")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(Shell).Assembly.GetName().Name, EnvironmentName = "Production", WebRootPath = Path.GetTempPath() });
        builder.Services.AddRazorPages().WithRazorPagesRoot("/Modules");
        builder.Services.AddUi();
        builder.Services.AddSingleton<TimeProvider>(new FixedClock());
        scope = builder.Build().Services.CreateScope();

        var http = new DefaultHttpContext { RequestServices = Services };
        var parts = address.Split('?');
        http.Request.Path = parts[0];
        http.Request.QueryString = parts.Length > 1 ? new QueryString("?" + parts[1]) : QueryString.Empty;
        var data = new ViewDataDictionary(Services.GetRequiredService<IModelMetadataProvider>(), new ModelStateDictionary());
        View = new ViewContext { HttpContext = http, ViewData = data, RouteData = new RouteData(), ActionDescriptor = new() };
        View.TempData = Services.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(http);
    }

    public IServiceProvider Services => scope.ServiceProvider;

    public ViewContext View { get; }

    public ModelStateDictionary State => View.ViewData.ModelState;

    public Shell Shell => Services.GetRequiredService<Shell>();

    public T Tag<T>() where T : TagHelper
    {
        var tag = ActivatorUtilities.CreateInstance<T>(Services);
        typeof(T).GetProperty("ViewContext")?.SetValue(tag, View);
        return tag;
    }

    /// <summary>The expression that <c>for="..."</c> becomes.</summary>
    public ModelExpression For<T>(T model, string property) where T : class
    {
        var explorer = Services.GetRequiredService<IModelMetadataProvider>().GetModelExplorerForType(typeof(T), model);
        return new ModelExpression("Input." + property, explorer.GetExplorerForProperty(property));
    }

    /// <summary>Runs the framework's validation, as binding a posted form does.</summary>
    public void Validate(object model) =>
        Services.GetRequiredService<IObjectModelValidator>().Validate(new ActionContext(View.HttpContext, View.RouteData, View.ActionDescriptor, State), null, "Input", model);

    /// <summary>What a tag writes, with what stands between its tags.</summary>
    public static Piece Write(string name, TagHelper tag, params Piece[] children) => Write(name, tag, [], children);

    public static Piece Write(string name, TagHelper tag, TagHelperAttributeList attributes, params Piece[] children) => new(async items =>
    {
        var shared = new Dictionary<object, object>(items);
        var context = new TagHelperContext(name, attributes, shared, Guid.NewGuid().ToString("N"));
        var output = new TagHelperOutput(name, attributes, async (_, _) =>
        {
            var content = new DefaultTagHelperContent();
            foreach (var child in children) content.AppendHtml(await child.Html(context.Items));
            return content;
        });
        await tag.ProcessAsync(context, output);
        return output;
    });

    public static Piece Text(string text) => new(_ => Task.FromResult<IHtmlContent>(new HtmlString(HtmlEncoder.Default.Encode(text))));

    public static async Task<IElement> Page(params Piece[] nodes)
    {
        var items = new Dictionary<object, object>();
        var written = new List<IHtmlContent>();
        foreach (var node in nodes) written.Add(await node.Html(items));
        using var writer = new StringWriter();
        foreach (var content in written) content.WriteTo(writer, HtmlEncoder.Default);
        return new HtmlParser().ParseDocument($"<!doctype html><body>{writer}").Body!;
    }

    /// <summary>A whole document: the layout of that name around a body that says "Isi halaman".</summary>
    public async Task<IDocument> Layout(string name)
    {
        using var writer = new StringWriter();
        var page = new Body { Layout = $"/Modules/Shared/{name}.cshtml", Path = "/Modules/Body.cshtml" };
        var engine = Services.GetRequiredService<IRazorViewEngine>();
        var view = new RazorView(engine, Services.GetRequiredService<IRazorPageActivator>(), [], page, HtmlEncoder.Default, new System.Diagnostics.DiagnosticListener("none"));
        var context = new ViewContext(new ActionContext(View.HttpContext, View.RouteData, View.ActionDescriptor, State), view, View.ViewData, View.TempData, writer, new HtmlHelperOptions());
        await view.RenderAsync(context);
        return new HtmlParser().ParseDocument(writer.ToString());
    }

    public sealed record Piece(Func<IDictionary<object, object>, Task<IHtmlContent>> Html);

    private sealed class Body : RazorPage<object>
    {
        public override Task ExecuteAsync()
        {
            WriteLiteral("<h1>Isi halaman</h1>");
            return Task.CompletedTask;
        }
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    }
}

/// <summary>One property of every kind that a form meets.</summary>
internal sealed class FormInput
{
    [Display(Name = "Nama"), StringLength(80)]
    public string Name { get; set; } = "";

    [Display(Name = "Keterangan"), DataType(DataType.MultilineText)]
    public string? Note { get; set; }

    [Display(Name = "Jenis")]
    public string Kind { get; set; } = "";

    [Display(Name = "Tingkat")]
    public FormLevel? Level { get; set; }

    [Display(Name = "Berlaku sejak")]
    public DateOnly From { get; set; }

    [Display(Name = "Anggaran")]
    public decimal? Budget { get; set; }

    [Display(Name = "Tenggat"), Range(1, 90)]
    public int Days { get; set; }

    [Display(Name = "Tampil di portal")]
    public bool Shown { get; set; }

    [Display(Name = "Sandi"), DataType(DataType.Password)]
    public string Secret { get; set; } = "";

    [Display(Name = "Dokumen")]
    public IFormFile? File { get; set; }

    [Display(Name = "Fungsi")]
    public List<string> Roles { get; set; } = [];

    [Display(Name = "Surel"), EmailAddress]
    public string? Mail { get; set; }

    public string Unnamed { get; set; } = "";
}

internal enum FormLevel
{
    [Display(Name = "Kota")]
    City,

    [Display(Name = "Kecamatan")]
    District,
}
