//! The two kinds of server: called, and awaited.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// How a server's methods are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flavour {
    /// They return. Those that change something have the server to themselves.
    Sync,
    /// They are awaited. Others go on meanwhile, so none has the server to itself.
    Async,
}

impl Flavour {
    /// The name of the trait.
    pub(super) fn server(self) -> Ident {
        ident(match self {
            Self::Sync => "Server",
            Self::Async => "AsyncServer",
        })
    }

    /// The receiver of methods that change something, and how dispatch passes the server to them.
    pub(super) fn exclusive(self) -> TokenStream {
        match self {
            Self::Sync => quote!(&mut),
            Self::Async => quote!(&),
        }
    }

    /// `async` in front of functions and closures.
    pub(super) fn asynchronous(self) -> Option<TokenStream> {
        (self == Self::Async).then(|| quote!(async))
    }

    /// `.await` behind a call.
    pub(super) fn awaited(self) -> Option<TokenStream> {
        (self == Self::Async).then(|| quote!(.await))
    }

    /// The function of the runtime crate that does the same for this kind of server.
    pub(super) fn function(self, name: &str) -> Ident {
        match self {
            Self::Sync => ident(name),
            Self::Async => ident(&format!("{name}_async")),
        }
    }

    /// What a method returns.
    pub(super) fn output(self, ty: &TokenStream) -> TokenStream {
        match self {
            Self::Sync => quote!(Result<#ty, Status>),
            Self::Async => quote!(impl Future<Output = Result<#ty, Status>>),
        }
    }

    /// The value of a method that comes to this at once.
    pub(super) fn ready(self, result: &TokenStream) -> TokenStream {
        match self {
            Self::Sync => result.clone(),
            Self::Async => quote!(async { #result }),
        }
    }
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
